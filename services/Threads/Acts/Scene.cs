using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>One conversation held in one transaction while a command decides.</summary>
internal sealed class Scene(DbTransaction transaction, Database database, Rederive rederive, ConversationHead head, TimeProvider clock, CancellationToken cancel)
{
    private readonly HashSet<string> _changed = [head.Id];
    private readonly List<(string Conversation, string Id)> _messages = [];
    private readonly List<ReplyChanged> _replies = [];
    private readonly List<Changed> _gone = [];

    public ConversationHead Head => head;

    public DbTransaction Transaction => transaction;

    public Dialect Dialect => database.Dialect;

    public CancellationToken Cancel => cancel;

    public TimeProvider Clock => clock;

    public long Now { get; } = clock.Now();

    public string NewId() => Id.New(clock);

    public Asking Ask => new(transaction.Connection!, transaction, cancel);

    public Task<int> RunAsync(string sql, object? values) => transaction.RunAsync(sql, values, cancel);

    public Task<T?> OneAsync<T>(string sql, object? values) => transaction.OneAsync<T>(sql, values, cancel);

    public Task<List<T>> ListAsync<T>(string sql, object? values) => transaction.ListAsync<T>(sql, values, cancel);

    /// <summary>Writes down what was done; the act's id undoes it.</summary>
    public async Task<string> ActAsync(string kind, string? staffId, ActData? data = null, long? at = null, string? conversation = null)
    {
        var id = NewId();
        await RunAsync(
            "insert into acts (id, conversation_id, kind, staff_id, at, data) values (@id, @conversation, @kind, @staffId, @at, @data)",
            new { id, conversation = conversation ?? head.Id, kind, staffId, at = at ?? Now, data = data is null ? null : Json.Write(data) });
        return id;
    }

    /// <summary>The facts of this conversation as they stand.</summary>
    public async Task<ConversationFacts> FactsAsync() => (await rederive.FactsAsync(transaction, [head.Id], cancel))[0];

    /// <summary>What follows for every conversation that changed, as they stand.</summary>
    public async Task<IReadOnlyList<Derived>> DerivedAsync() => [.. (await rederive.FactsAsync(transaction, _changed, cancel)).Select(Derived.From)];

    /// <summary>Another conversation changed too.</summary>
    public void Changes(string conversationId) => _changed.Add(conversationId);

    /// <summary>Another conversation became part of this one.</summary>
    public void Gone(ConversationHead other, long version) => _gone.Add(new(other.Id, other.AccountId, version));

    /// <summary>A conversation in which nothing stands any more is none.</summary>
    public async Task DropAsync(string conversationId, string accountId, long version)
    {
        var values = new { conversationId };
        await RunAsync("delete from acts where conversation_id = @conversationId", values);
        await RunAsync("delete from tags where conversation_id = @conversationId", values);
        await RunAsync("delete from drafts where conversation_id = @conversationId", values);
        await RunAsync("delete from related where conversation_id = @conversationId", values);
        await RunAsync("delete from conversations where id = @conversationId", values);
        _changed.Remove(conversationId);
        _gone.Add(new(conversationId, accountId, version + 1));
    }

    public void ChangesMessage(string messageId, string? conversationId = null) => _messages.Add((conversationId ?? head.Id, messageId));

    public void ChangesReply(string clientId, ReplyState state, string? error) => _replies.Add(new(clientId, state, error));

    public async Task<IReadOnlyList<Changed>> FinishAsync()
    {
        var changes = await rederive.SaveAsync(transaction, _changed, cancel);
        return [.. changes.Select(c => c with { MessageIds = [.. _messages.Where(m => m.Conversation == c.Id).Select(m => m.Id)], Replies = c.Id == head.Id ? _replies : [] }), .. _gone];
    }

    public static Outcome<string?> Done(string? actId = null) => new Outcome<string?>.Done(actId);

    public static Outcome<string?> Invalid(string reason) => new Outcome<string?>.Invalid(reason);

    public static Outcome<string?> Conflict(string reason) => new Outcome<string?>.Conflict(reason);
}
