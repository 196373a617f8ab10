using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Inbox.Servers;

/// <summary>One visitor: cookies, storage and pages of their own, and a record of what went wrong and of what was asked for.</summary>
public sealed class Session : IAsyncDisposable
{
    readonly ConcurrentQueue<string> errors = new(), requests = new();

    Session(IBrowserContext context) => Context = context;

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; } = null!;

    /// <summary>Uncaught script errors, and what the page wrote to the console as an error.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Every address asked for, frames included, whether or not it was reached.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>Requests that would have left the machine.</summary>
    public IEnumerable<string> Outside => requests.Where(address => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" or "ws" or "wss" && uri.Host is not ("localhost" or "127.0.0.1"));

    internal static async Task<Session> OpenAsync(IBrowserContext context)
    {
        var session = new Session(context);
        context.Request += (_, request) => session.requests.Enqueue(request.Url);
        context.WebError += (_, error) => session.errors.Enqueue(error.Error);
        context.Console += (_, message) =>
        {
            if (message.Type == "error") session.errors.Enqueue(message.Text);
        };
        session.Page = await context.NewPageAsync();
        return session;
    }

    public async ValueTask DisposeAsync() => await Context.CloseAsync();
}
