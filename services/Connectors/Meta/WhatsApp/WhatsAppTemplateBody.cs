using System.Globalization;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>A filled template as the Cloud API takes it.</summary>
internal static class WhatsAppTemplateBody
{
    /// <summary>Why the platform would refuse what stands in a gap; null when it would not.</summary>
    public static string? Problem(FilledTemplate template)
    {
        foreach (var (key, value) in template.Values)
            if (string.IsNullOrWhiteSpace(value))
                return $"The gap '{key}' of this template is empty. Fill it in.";
            else if (value.AsSpan().IndexOfAny('\n', '\r', '\t') >= 0 || value.Contains("     ", StringComparison.Ordinal))
                return $"What stands in the gap '{key}' has a line break, a tab or more than four blanks in a row; WhatsApp takes none of these there.";
        return null;
    }

    public static object Of(FilledTemplate template)
    {
        var parts = template.Values.GroupBy(v => v.Key.Split('.')[0]).ToDictionary(g => g.Key, g => g.ToDictionary(v => v.Key[(g.Key.Length + 1)..], v => v.Value));
        var components = new List<object>();
        foreach (var where in (string[])["header", "body"])
            if (parts.TryGetValue(where, out var gaps))
                components.Add(new { type = where, parameters = gaps.OrderBy(g => Number(g.Key)).Select(g => Parameter(g.Key, g.Value)).ToArray() });
        foreach (var (index, value) in parts.GetValueOrDefault("button", []).OrderBy(b => Number(b.Key)))
            components.Add(new { type = "button", sub_type = "url", index, parameters = new[] { new { type = "text", text = value } } });
        return new { name = template.Name, language = new { code = template.Language }, components };
    }

    /// <summary>A gap with a number is known by its place, one with a name by its name.</summary>
    private static object Parameter(string name, string value) => Number(name) is int.MaxValue ? new { type = "text", parameter_name = name, text = value } : new { type = "text", text = value };

    private static int Number(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
