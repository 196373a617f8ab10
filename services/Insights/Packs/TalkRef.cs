namespace Inbox.Insights;

/// <summary>A conversation in a pack.</summary>
/// <param name="View">The pack.</param>
/// <param name="Talk">Its place in it.</param>
/// <param name="Post">The number of the post that it comes from, where that was asked for.</param>
internal readonly record struct TalkRef(PackView View, int Talk, int Post = 0)
{
    public ref readonly PackedTalk Head => ref View.Pack.Talks[Talk];

    public ReadOnlySpan<PackedAsk> Asks => View.Pack.AsksOf(Talk);

    public ReadOnlySpan<PackedSaid> Said => View.Pack.SaidIn(Talk);

    public TalkLabels Labels => View.Pack.LabelsOf(Talk);

    public string Id => View.Pack.Ids[Talk];

    public bool IsSame(TalkRef other) => View == other.View && Talk == other.Talk;

    /// <summary>Whether the person wrote in the period.</summary>
    public bool WroteIn(long start, long end)
    {
        foreach (var said in Said)
            if (said.IsHuman && said.IsIn && said.At >= start && said.At < end)
                return true;
        return false;
    }
}
