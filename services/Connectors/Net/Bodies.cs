using System.Net.Http.Headers;
using System.Text;
using Inbox.Storage;

namespace Inbox.Connectors.Net;

/// <summary>What a request carries. With its length: not every vendor takes a body that comes in chunks.</summary>
internal static class Bodies
{
    public static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>
    /// A form with a file, as browsers write it (RFC 7578): names in quotation marks, and that of the file in UTF-8. The framework writes one with an accent as mail does (<c>=?utf-8?B?…?=</c>), which
    /// platforms then show as it stands there.
    /// </summary>
    public static MultipartContent Form(IEnumerable<KeyValuePair<string, string>> values, string field, StoredFile file)
    {
        var form = new MultipartContent("form-data") { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in values)
            form.Add(Named(new StringContent(value), $"name=\"{name}\""));
        form.Add(Named(File(file), $"name=\"{field}\"; filename=\"{file.Name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal)}\""));
        return form;
    }

    private static HttpContent Named(HttpContent part, string name)
    {
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; {name}");
        return part;
    }

    /// <summary>A file under the media type that it claims, where that is one.</summary>
    public static ByteArrayContent File(StoredFile file) =>
        new(file.Content) { Headers = { ContentType = MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type : new("application/octet-stream") } };
}
