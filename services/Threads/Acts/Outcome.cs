namespace Inbox.Threads;

/// <summary>How a command ended. What people do wrong is an outcome, never an exception.</summary>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>It was done.</summary>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>There is no such conversation, message or person.</summary>
    public sealed record NotFound : Outcome<T>;

    /// <summary>It cannot be done any more, since something else happened first.</summary>
    public sealed record Conflict(string Reason) : Outcome<T>;

    /// <summary>It cannot be done as asked; says what to change.</summary>
    public sealed record Invalid(string Reason) : Outcome<T>;
}

/// <summary>A conversation after an act.</summary>
/// <param name="Card">Its card now.</param>
/// <param name="ActId">What undoing takes; null when nothing had to be done.</param>
public sealed record Acted(Card Card, string? ActId);
