using System.Globalization;
using System.Text.RegularExpressions;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>The texts that WhatsApp has approved for a business account: words with gaps. Those with pictures, codes, flows or several cards cannot be filled in here and are left out.</summary>
internal sealed partial class WhatsAppTemplates(GraphApi graph)
{
    private const int AtOnce = 100, MostPages = 10;

    public async Task<IReadOnlyList<MessageTemplate>> ListAsync(ConnectedAccount account, CancellationToken cancel)
    {
        if (account[WhatsAppChannel.BusinessId] is not { } business)
            throw new ChannelException("Templates belong to the WhatsApp Business account. Write its number into 'WhatsApp Business account ID' under Settings.") { Transient = false };
        var found = new List<MessageTemplate>();
        var after = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await graph.GetAsync(account, $"{business}/message_templates?status=APPROVED&fields=name,language,status,category,parameter_format,components&limit={AtOnce}{after}", cancel);
            if (!answer.IsWell)
                throw new ChannelException(answer.IsForbidden ? $"The token lacks whatsapp_business_management. The platform says: {answer.Words}" : $"The platform says: {answer.Words}") { Transient = answer.IsBusy || answer.IsUnwell };
            found.AddRange(answer.Body["data"].Select(Read).OfType<MessageTemplate>());
            if (answer.Body["paging"]["next"].Text is null || answer.Body["paging"]["cursors"]["after"].Text is not { } cursor)
                break;
            after = $"&after={Uri.EscapeDataString(cursor)}";
        }
        return [.. found.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Language, StringComparer.Ordinal)];
    }

    /// <summary>One template; null when it is not approved, or cannot be sent from here.</summary>
    private static MessageTemplate? Read(Node template)
    {
        if (template["name"].Text is not { } name || template["language"].Text is not { } language || template["status"].Text != "APPROVED" || template["category"].Text == "AUTHENTICATION")
            return null;
        var (texts, parameters) = (new List<string>(), new List<TemplateParameter>());
        foreach (var part in template["components"])
            switch (part["type"].Text)
            {
                case "HEADER" when part["format"].Text is null or "TEXT":
                case "BODY":
                    Words(part, part["type"].Text!.ToLowerInvariant(), texts, parameters);
                    break;
                case "FOOTER":
                    texts.Add(part["text"].Text ?? "");
                    break;
                case "BUTTONS" when part["buttons"].All(b => b["type"].Text is "QUICK_REPLY" or "URL" or "PHONE_NUMBER"):
                    Buttons(part["buttons"], texts, parameters);
                    break;
                default:
                    return null;
            }
        return new(name, language, string.Join("\n\n", texts.Where(t => t.Length > 0)), parameters);
    }

    /// <summary>Gaps are numbers or names; each is known by the part that it stands in, too, since both parts count from one.</summary>
    private static void Words(Node part, string where, List<string> texts, List<TemplateParameter> parameters)
    {
        var text = part["text"].Text ?? "";
        foreach (var name in Gap().Matches(text).Select(m => m.Groups[1].Value).Distinct())
            parameters.Add(new($"{where}.{name}", Example(part["example"], where, name)));
        texts.Add(Gap().Replace(text, m => $"{{{{{where}.{m.Groups[1].Value}}}}}"));
    }

    private static string? Example(Node example, string where, string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? example[$"{where}_text"][0].Text is { } only ? only : example[$"{where}_text"][0][number - 1].Text
        : example[$"{where}_text_named_params"].FirstOrDefault(p => p["param_name"].Text == name)["example"].Text;

    /// <summary>Only an address may have a gap, and one, at its end.</summary>
    private static void Buttons(Node buttons, List<string> texts, List<TemplateParameter> parameters)
    {
        var index = 0;
        foreach (var button in buttons)
        {
            var key = $"button.{index++.ToString(CultureInfo.InvariantCulture)}";
            var url = button["url"].Text ?? "";
            if (Gap().IsMatch(url))
                parameters.Add(new(key, button["example"][0].Text));
            texts.Add($"[{button["text"].Text}{(url.Length > 0 ? $": {Gap().Replace(url, $"{{{{{key}}}}}")}" : "")}]");
        }
    }

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_]{1,60})\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
