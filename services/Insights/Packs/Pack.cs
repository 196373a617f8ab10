using System.Runtime.InteropServices;
using System.Text;

namespace Inbox.Insights;

/// <summary>
/// Some hundred conversations of one account as arrays of numbers, so that a report over a million of them reads memory from end to end. It holds what Threads' rows say of each, and nothing that
/// depends on a question, a setting or the time. Never changed once it is made.
/// </summary>
internal sealed class Pack
{
    /// <summary>0 while it is not stored.</summary>
    public long Number { get; init; }

    public long Version { get; init; }
    public required string AccountId { get; init; }
    public required string Channel { get; init; }

    /// <summary>What numbers of names mean; the first is none.</summary>
    public required string?[] Names { get; init; }

    public required PackedIds Ids { get; init; }
    public required PackedTalk[] Talks { get; init; }
    public required PackedAsk[] Asks { get; init; }
    public required PackedSaid[] Said { get; init; }

    public int Count => Talks.Length;

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => field > 0 ? field : field = 1000 + Marshal.SizeOf<PackedTalk>() * (long)Talks.Length + Marshal.SizeOf<PackedAsk>() * (long)Asks.Length + 8L * Said.Length + 40L * (Talks.Length + Names.Length);

    /// <summary>When the first of its questions was asked; the end of time where none was.</summary>
    public long FirstAsk => field != 0 ? field : field = Asks.Length == 0 ? long.MaxValue : Asks.Min(a => a.AskedAt);

    /// <summary>Spam, and what staff members write from outside, is nobody's conversation.</summary>
    public bool IsWithPerson(int talk) => !IsSpam(talk) && (Talks[talk].Who == 0 || Names[Talks[talk].Who] != "staff");

    public bool IsSpam(int talk) => Talks[talk].Nature == Spam;

    /// <summary>The number of the name of spam; of none where there is none.</summary>
    private int Spam => field != 0 ? field : field = Array.IndexOf(Names, "spam") is var place and > 0 ? place : -1;

    public TalkLabels LabelsOf(int talk) =>
        Talks[talk] is var t ? new(AccountId, Channel, Names[t.Nature], Names[t.Who], Names[t.Why], Names[t.Outcome]) : default;

    public ReadOnlySpan<PackedAsk> AsksOf(int talk) => Asks.AsSpan(Talks[talk].Asks..AsksEnd(talk));

    /// <summary>The place after that of the last ask of a conversation.</summary>
    public int AsksEnd(int talk) => talk + 1 < Talks.Length ? Talks[talk + 1].Asks : Asks.Length;

    public ReadOnlySpan<PackedSaid> SaidIn(int talk) => Said.AsSpan(Talks[talk].Said..(talk + 1 < Talks.Length ? Talks[talk + 1].Said : Said.Length));

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using var pen = new BinaryWriter(bytes, Encoding.UTF8);
        pen.Write(Names.Length);
        foreach (var name in Names)
            pen.Write(name ?? "");
        pen.Write(Talks.Length);
        Ids.Write(pen);
        pen.Write(Asks.Length);
        pen.Write(Said.Length);
        pen.Write(MemoryMarshal.AsBytes(Talks.AsSpan()));
        pen.Write(MemoryMarshal.AsBytes(Asks.AsSpan()));
        pen.Write(MemoryMarshal.AsBytes(Said.AsSpan()));
        return bytes.ToArray();
    }

    public static Pack Read(long number, long version, string accountId, string channel, byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
        var names = new string?[reader.ReadInt32()];
        for (var i = 0; i < names.Length; i++)
            names[i] = reader.ReadString() is var name && i == 0 ? null : name;
        var count = reader.ReadInt32();
        var ids = PackedIds.Read(reader, count);
        var (asks, said) = (reader.ReadInt32(), reader.ReadInt32());
        return new()
        {
            Number = number, Version = version, AccountId = accountId, Channel = channel, Names = names, Ids = ids,
            Talks = Array<PackedTalk>(count), Asks = Array<PackedAsk>(asks), Said = Array<PackedSaid>(said),
        };

        T[] Array<T>(int count)
            where T : struct
        {
            var array = new T[count];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
            return array;
        }
    }
}
