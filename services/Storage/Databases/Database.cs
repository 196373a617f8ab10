using System.Data;
using System.Data.Common;

namespace Inbox.Storage;

/// <summary>The one place that opens connections and transactions. Which database it is shows only in <see cref="Dialect"/>.</summary>
public abstract class Database : IAsyncDisposable
{
    static Database() => Lists.Register();

    /// <summary>The real differences between the databases.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Whether one process alone serves it, so that what another one wrote (an import) is that one's to take up at once.</summary>
    public abstract bool IsServedAlone { get; }

    /// <summary>An open connection for reading; dispose it soon.</summary>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancel);

    /// <summary>Reads through an open connection. The read may run again when the connection turns out to be broken, so it must do nothing else.</summary>
    public virtual async Task<T> AskAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        return await read(connection);
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction and commits it; when this returns, its effect is durable. The work may run again after a
    /// conflict, or when the connection was broken, so it must do nothing but read and write through the transaction it is given.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbTransaction, Task> work, CancellationToken cancel) =>
        WriteAsync(
            async transaction =>
            {
                await work(transaction);
                return true;
            },
            cancel);

    /// <summary>Runs <paramref name="work"/> so that all that it reads is of one moment. It holds nobody up and writes nothing.</summary>
    public Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel) =>
        AskAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(Moment, cancel);
                return await work(transaction);
            },
            cancel);

    /// <summary>Closes what is open.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>What a transaction that only reads is called.</summary>
    private protected abstract IsolationLevel Moment { get; }

    private protected static async Task<T> InTransactionAsync<T>(
        DbConnection connection, IsolationLevel isolation, Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(isolation, cancel);
        var result = await work(transaction);
        await transaction.CommitAsync(cancel);
        return result;
    }
}
