using System.Text.Json;
using Inbox.Servers;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>axe-core in the page: what a person who hears, magnifies or uses only keys could not use.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
    {
        var file = Path.Combine(Repository.Root, "web", "node_modules", "axe-core", "axe.min.js");
        return File.Exists(file) ? File.ReadAllText(file) : throw new InvalidOperationException($"{file} is missing: npm ci in web/ brings it.");
    });

    /// <summary>One line for each violation: where, which rule, and the element.</summary>
    public static async Task<IReadOnlyList<string>> LookAsync(IPage page, string where)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Source.Value + "; true");
        var violations = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { iframes: false, resultTypes: ['violations'] })).violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((n) => n.html.slice(0, 160) + ' ' + n.failureSummary) }))");
        return [.. violations.EnumerateArray().SelectMany(v => v.GetProperty("nodes").EnumerateArray().Select(node => $"{where}: {v.GetProperty("id")}, {v.GetProperty("help")}: {node}"))];
    }
}
