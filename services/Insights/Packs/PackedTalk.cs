using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>A conversation without its id and its words. Names are places in the pack's names; 0 is none.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal record struct PackedTalk
{
    /// <summary>The same for all conversations of a person, and another one for everybody else.</summary>
    public ulong Person;

    /// <summary>The same for conversations of one subject; 0 without one.</summary>
    public ulong Subject;

    /// <summary>Its first message; <see cref="PackedAsk.Never"/> without one.</summary>
    public long BeganAt;

    /// <summary>How many comments people left in it, whatever is in them.</summary>
    public int Comments;

    /// <summary>Where its asks and what was said in it begin.</summary>
    public int Asks;

    public int Said;
    public ushort Content;
    public ushort Who;
    public ushort Why;
    public ushort Nature;
    public ushort Outcome;
    public ushort SuggestedWho;
    public ushort SuggestedWhy;
    public ushort SuggestedNature;

    /// <summary>1 when staff said what it is about.</summary>
    public byte HasTopic;

    /// <summary>What became of what was suggested of sentiment and of language: two <see cref="Review"/>s, the first in the lower half.</summary>
    public byte Felt;
}
