namespace Inbox.Insights;

/// <summary>Counts the turns of messages that are added in their order.</summary>
internal struct TurnCount
{
    private int _turns, _words, _theirs, _ours;
    private bool _isIn;

    /// <summary>How many changes of side make a conversation, and how many a real exchange.</summary>
    public const int Conversation = 2, Exchange = 4;

    /// <summary>D of the definitions: how often the side changed.</summary>
    public readonly int Depth => Math.Max(0, _turns - 1);

    /// <summary>When it became a conversation; null while it is none.</summary>
    public long? TalkedAt { get; private set; }

    /// <summary>How evenly both sides spoke.</summary>
    public readonly double? Reciprocity => Insights.Reciprocity.Of(_theirs + (_isIn ? Capped : 0), _ours + (_isIn ? 0 : Capped));

    private readonly int Capped => Math.Min(_words, Insights.Reciprocity.MostWords);

    public void Add(PackedSaid said)
    {
        if (_turns == 0 || said.IsIn != _isIn)
        {
            if (_isIn)
                _theirs += Capped;
            else
                _ours += Capped;
            (_isIn, _words) = (said.IsIn, 0);
            if (++_turns == Conversation + 1)
                TalkedAt = said.At;
        }
        _words += said.Words;
    }
}
