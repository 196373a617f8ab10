namespace Inbox.Connectors.Chat;

/// <summary>How many sockets may stay open: each costs memory, and a row that is written every half minute. A visitor has a tab or two; behind one address there may be an office.</summary>
internal sealed class ChatPlaces
{
    public const int OfVisitor = 10, OfAddress = 300;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = [];

    /// <summary>A place until it is disposed of; null when all are taken.</summary>
    public IDisposable? Take(string who, int most)
    {
        lock (_gate)
        {
            if (_taken.GetValueOrDefault(who) >= most)
                return null;
            _taken[who] = _taken.GetValueOrDefault(who) + 1;
        }
        return new Place(this, who);
    }

    private void Leave(string who)
    {
        lock (_gate)
            if (--_taken[who] == 0)
                _taken.Remove(who);
    }

    private sealed class Place(ChatPlaces places, string who) : IDisposable
    {
        public void Dispose() => places.Leave(who);
    }
}
