namespace Inbox.Insights;

/// <summary>
/// Tells answers that were counted from new ones. Of most asks the order knows that no other one has the same answer; only what may have been counted is looked up, since that costs more than all the rest.
/// </summary>
internal sealed class Answers
{
    private readonly AskOrder _order;
    private readonly AnswerSet _counted = new();
    private readonly AnswerBits? _others;
    private PackView? _view;
    private int _begin;

    /// <param name="order">What is known of some asks.</param>
    /// <param name="views">Where all asks are.</param>
    public Answers(AskOrder order, IReadOnlyList<PackView> views)
    {
        _order = order;
        foreach (var view in views)
            if (order.Begin(view.Pack) < 0)
                foreach (ref readonly var ask in view.Pack.Asks.AsSpan())
                    if (ask.IsAnswered)
                        (_others ??= new(AnswerBits.Some)).Add(ask.Answer);
    }

    /// <summary>Whether the answer to an ask of a pack was not counted yet; from now on it is.</summary>
    public bool IsNew(PackView view, int place, in PackedAsk ask)
    {
        if (_view != view)
            (_view, _begin) = (view, _order.Begin(view.Pack));
        return _begin >= 0 && _order.IsAlone(_begin + place) && _others?.MayHave(ask.Answer) != true || IsNew(ask);
    }

    /// <summary>The same of an ask that is in no pack.</summary>
    public bool IsNew(in PackedAsk ask) => _counted.Add(ask.Answer);
}
