using System.Text.Json;
using System.Text.RegularExpressions;

namespace Inbox.Tests.Connectors.Meta.WhatsApp;

/// <summary>The templates of the test's business account, and what the platform checks when one is sent.</summary>
internal static class CloudTemplates
{
    public const string All = """
        [{"name":"order_left","language":"en_US","status":"APPROVED","category":"UTILITY","parameter_format":"POSITIONAL","components":[
          {"type":"HEADER","format":"TEXT","text":"Order {{1}}","example":{"header_text":["77"]}},
          {"type":"BODY","text":"Hello {{1}}, order {{2}} left.","example":{"body_text":[["Ada","77"]]}},
          {"type":"FOOTER","text":"Sent by the shop"},
          {"type":"BUTTONS","buttons":[{"type":"URL","text":"Follow it","url":"https://shop.example/{{1}}","example":["77"]},{"type":"QUICK_REPLY","text":"Stop"}]}]},
        {"name":"order_left","language":"fr","status":"APPROVED","category":"UTILITY","parameter_format":"POSITIONAL","components":[{"type":"BODY","text":"Bonjour {{1}}","example":{"body_text":[["Ada"]]}}]},
        {"name":"picture","language":"en","status":"APPROVED","category":"MARKETING","components":[{"type":"HEADER","format":"IMAGE","example":{"header_handle":["h"]}},{"type":"BODY","text":"Look"}]},
        {"name":"welcome","language":"en","status":"APPROVED","category":"UTILITY","parameter_format":"NAMED","components":[{"type":"BODY","text":"Welcome {{first_name}}!","example":{"body_text_named_params":[{"param_name":"first_name","example":"Ada"}]}}]},
        {"name":"plain","language":"en","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"We are back."}]},
        {"name":"code","language":"en","status":"APPROVED","category":"AUTHENTICATION","components":[{"type":"BODY","text":"*{{1}}* is your code."},{"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE","text":"Copy"}]}]},
        {"name":"waits","language":"en","status":"PENDING","category":"UTILITY","components":[{"type":"BODY","text":"Soon"}]}]
        """;

    /// <summary>The error that the platform answers with; null when the template fits.</summary>
    public static Answer? Problem(JsonElement message)
    {
        if (message.TryGetProperty("context", out _) || !message.TryGetProperty("template", out var sent))
            return GraphFake.Error(400, 100, "(#100) The parameter template is required.");
        var known = JsonDocument.Parse(All).RootElement.EnumerateArray().FirstOrDefault(t =>
            t.GetProperty("name").GetString() == sent.GetProperty("name").GetString() && t.GetProperty("language").GetString() == sent.GetProperty("language").GetProperty("code").GetString() && t.GetProperty("status").GetString() == "APPROVED");
        if (known.ValueKind != JsonValueKind.Object)
            return GraphFake.Error(404, 132001, "(#132001) Template name does not exist in the translation");
        foreach (var part in known.GetProperty("components").EnumerateArray().Where(p => p.GetProperty("type").GetString() is "HEADER" or "BODY"))
        {
            var gaps = Regex.Matches(part.GetProperty("text").GetString()!, @"\{\{(\w+)\}\}").Select(m => m.Groups[1].Value).Distinct().ToList();
            var given = sent.GetProperty("components").EnumerateArray().Where(c => string.Equals(c.GetProperty("type").GetString(), part.GetProperty("type").GetString(), StringComparison.OrdinalIgnoreCase)).SelectMany(c => c.GetProperty("parameters").EnumerateArray()).ToList();
            if (given.Count != gaps.Count)
                return GraphFake.Error(400, 132000, "(#132000) Number of parameters does not match the expected number of params");
            foreach (var (gap, value) in gaps.Zip(given))
                if (value.GetProperty("type").GetString() != "text" || value.GetProperty("text").GetString() is not { Length: > 0 } || (char.IsDigit(gap[0]) ? value.TryGetProperty("parameter_name", out _) : value.GetProperty("parameter_name").GetString() != gap))
                    return GraphFake.Error(400, 132012, "(#132012) Parameter format does not match format in the created template");
        }
        return sent.GetProperty("components").EnumerateArray().All(c => c.GetProperty("type").GetString() != "button" || (c.GetProperty("sub_type").GetString() == "url" && c.GetProperty("index").GetString() == "0"))
            ? null
            : GraphFake.Error(400, 131008, "(#131008) Required parameter is missing");
    }
}
