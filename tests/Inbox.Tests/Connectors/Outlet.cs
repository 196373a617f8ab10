using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors;

/// <summary>How a reply goes out.</summary>
internal enum Way
{
    Open,
    Direct,
    ToComment,
}

/// <summary>What a platform does with everything that it is asked.</summary>
internal enum Mood
{
    Well,
    Busy,
    Unwell,
    Refuses,
}

/// <summary>Whom a reply goes to, as the platform names them.</summary>
internal sealed record Whom(Party Person, string? Thread = null, string? Parent = null);

/// <summary>A channel's way out to a platform that is as strict as the real one.</summary>
internal abstract class Outlet(IChannel channel, Account account, IReadOnlyDictionary<Way, Whom> whom, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How replies go out as a rule.</summary>
    public Way Usual => whom.Keys.First();

    /// <summary>How often it was said that the platform may have a reply.</summary>
    public int HandedOver { get; private set; }

    /// <summary>How many messages the platform has taken.</summary>
    public abstract int Taken { get; }

    public abstract Mood Mood { set; }

    /// <summary>The bytes of what the platform has taken last, where an echo is made of them.</summary>
    public virtual byte[] Last => [];

    /// <summary>What went out as one of several messages.</summary>
    public List<SentPart> Parts { get; } = [];

    /// <param name="way">How.</param>
    /// <param name="text">The words.</param>
    /// <param name="id">The reply.</param>
    /// <param name="files">How many pictures go along.</param>
    public Task<SendOutcome> SendAsync(Way way, string text, string id = "0195a0b0-0000-7000-8000-000000000001", int files = 0)
    {
        var to = whom[way];
        var reply = new SendReply(id, 1, "conversation", account.Id, channel.Description.Channel, to.Person, way == Way.Open ? Visibility.Public : Visibility.Private, text, "Mia", clock.GetUtcNow())
        {
            ThreadKey = to.Thread, ParentExternalId = to.Parent, Subject = "Hello", AnswersComment = way == Way.ToComment, HeardAt = way == Way.ToComment ? null : clock.GetUtcNow(),
        };
        var pictures = Enumerable.Range(1, files).Select(i => new StoredFile { Id = $"f{i}", Name = $"{i}.png", MediaType = "image/png", Content = "hello"u8.ToArray() }).ToList();
        return channel.SendAsync(
            new(new(account, new Dictionary<string, string>()), reply, pictures, _ => { HandedOver++; return Task.CompletedTask; }) { Going = part => { Parts.Add(part); return Task.CompletedTask; } },
            TestContext.Current.CancellationToken);
    }

    public abstract ValueTask DisposeAsync();
}
