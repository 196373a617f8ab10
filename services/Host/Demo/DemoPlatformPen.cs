using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;

namespace Inbox.Host;

/// <summary>Writes what a platform would deliver of this person: comments under a post, direct messages, and the latter after an answer that came in private.</summary>
internal sealed class DemoPlatformPen(DemoPerson person, DemoPlatform platform) : DemoPen(person)
{
    /// <summary>Everybody counts in a hundred of their own, so that two never meet.</summary>
    private readonly long _first = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(person.Address))) % 10_000_000 * 100;
    private int _written;
    private readonly (DemoAccount Account, DemoPlatform Platform) _home = (person.Account, platform);
    private (DemoAccount Account, DemoPlatform Platform) _where = (person.Account, platform);
    private DemoTopic? _usual;
    private DemoTopic? _topic;
    private string? _last;

    protected override DemoDelivery Put(DemoLetter letter, DateTimeOffset at)
    {
        if (letter.Subject is not null)
            (_where, _topic, _last) = (_home, Person.Account.Posts.GetValueOrDefault(letter.Subject) ?? _usual, null);
        _usual ??= _topic;
        var id = _where.Platform.Id(_first + ++_written);
        var bytes = _where.Platform.Fill(Kind(letter), Words(letter, id, at));
        _last = id;
        return new(this, _where.Account, at, bytes);
    }

    protected override void Take(SendReply reply, string id, DemoAccount account, DateTimeOffset at)
    {
        (_where, _last) = ((account, account.Platform!), id);
        if (reply.Visibility == Visibility.Private)
            _topic = null;
    }

    private string Kind(DemoLetter letter)
    {
        var kind = _topic is null ? "direct" : "about";
        return letter.Move == DemoMove.Staff ? $"ours/{kind}" : letter.Files.Count > 0 ? "photo" : kind;
    }

    private Dictionary<string, string?> Words(DemoLetter letter, string id, DateTimeOffset at)
    {
        var words = new Dictionary<string, string?>
        {
            ["id"] = id,
            ["parent"] = _last,
            ["text"] = letter.Text,
            ["html"] = WebUtility.HtmlEncode(letter.Text).Replace("\n", "<br>", StringComparison.Ordinal),
            ["file"] = letter.Files is [var file, ..] ? file : null,
            ["at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["at.s"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["at.ms"] = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["person.id"] = Person.Address,
            ["person.name"] = Person.Name,
            ["person.handle"] = Person.Handle,
            ["brand"] = Person.Brand.Name,
            ["post.id"] = _topic?.Id,
            ["post.link"] = _topic?.Link,
            ["post.title"] = _topic?.Title,
        };
        foreach (var (key, value) in _where.Account.Settings)
            words[$"account.{key}"] = value;
        return words;
    }
}
