using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.Contracts;

/// <summary>
/// Identifiers of everything that Inbox makes: UUID version 7 (RFC 9562), so that ids sort by the time of their making. Those that one process makes within a
/// millisecond sort too, by a counter (6.2, method 1): two mails of one second stay in the order in which their mailbox had them.
/// </summary>
public static class Id
{
    private const int MadeHere = 0x800, MostPerMillisecond = 1 << 11;
    private const int LongestLead = 1000;
    private static readonly ConditionalWeakTable<TimeProvider, Sequence> Sequences = [];

    /// <summary>A new id: 36 characters, lower case, with dashes.</summary>
    /// <param name="clock">Where the time in the id comes from.</param>
    public static string New(TimeProvider clock)
    {
        var (time, count) = Sequences.GetOrCreateValue(clock).Next(clock.GetUtcNow().ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (time << 16) | 0x7000 | MadeHere | (uint)count);
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>
    /// The id of something that happened elsewhere: the same whenever it is heard of, so that all that happened at one time stands in one order, however it came. Sorts
    /// by the time and the number, and before what <see cref="New"/> makes in the same millisecond.
    /// </summary>
    /// <param name="time">When it happened, in milliseconds since 1970.</param>
    /// <param name="number">The number that it was given there, where later ones are greater. Its lowest 41 bits are taken: those of a number that counts fractions of milliseconds span minutes.</param>
    /// <param name="name">What nothing else is known by.</param>
    public static string Of(long time, long number, string name)
    {
        var rest = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (time << 16) | 0x7000 | ((number >> 30) & 0x7ff));
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], long.MinValue | ((number & 0x3fff_ffff) << 32) | rest);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The places that ids of one clock take; a process has one clock, a test may have several that tell different times.</summary>
    private sealed class Sequence
    {
        private readonly Lock _gate = new();
        private long _last;
        private int _count;

        /// <summary>The next place: one further while the clock has not passed the last one, and into the next millisecond when one is full.</summary>
        public (long Time, int Count) Next(long now)
        {
            lock (_gate)
            {
                var goesOn = now <= _last && _last - now < LongestLead;
                _count = goesOn ? _count + 1 : 0;
                _last = goesOn ? _last : now;
                if (_count == MostPerMillisecond)
                    (_last, _count) = (_last + 1, 0);
                return (_last, _count);
            }
        }
    }
}
