namespace Inbox.Connectors.Hooks;

/// <summary>
/// How much of what is pushed is held while it becomes durable. Whatever comes beyond is asked to come again, instead of memory and waiting that grow without end while the
/// store is slower than the platforms. Only what is genuine takes a place, so strangers can fill none.
/// </summary>
/// <param name="most">How many deliveries.</param>
/// <param name="mostBytes">Of how many bytes together; one alone is always let in.</param>
internal sealed class HookRoom(int most = 1_000, long mostBytes = 64_000_000)
{
    private readonly Lock _door = new();
    private long _bytes;

    /// <summary>How many are held.</summary>
    public int Held { get; private set; }

    /// <summary>Takes a place until it is disposed of; null when there is none.</summary>
    public IDisposable? TryEnter(long bytes)
    {
        lock (_door)
        {
            if (Held > 0 && (Held >= most || _bytes + bytes > mostBytes))
                return null;
            (Held, _bytes) = (Held + 1, _bytes + bytes);
            return new Place(this, bytes);
        }
    }

    private sealed class Place(HookRoom room, long bytes) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            lock (room._door)
            {
                if (_left)
                    return;
                _left = true;
                (room.Held, room._bytes) = (room.Held - 1, room._bytes - bytes);
            }
        }
    }
}
