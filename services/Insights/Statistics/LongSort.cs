using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>Sorts numbers that are not negative, by the million: digit by digit, a fifth of the time that comparing takes.</summary>
internal static class LongSort
{
    private const int Bits = 11, Digits = 1 << Bits, Few = 4_000;

    public static long[] Sorted(List<long> numbers)
    {
        var from = numbers.ToArray();
        if (from.Length < Few)
        {
            Array.Sort(from);
            return from;
        }
        var (to, most) = (new long[from.Length], 0L);
        foreach (var number in CollectionsMarshal.AsSpan(numbers))
            most |= number;
        for (var shift = 0; shift < 63 && most >> shift != 0; shift += Bits)
        {
            var places = new int[Digits];
            foreach (var number in from)
                places[number >> shift & Digits - 1]++;
            for (int digit = 0, place = 0; digit < Digits; digit++)
                (places[digit], place) = (place, place + places[digit]);
            foreach (var number in from)
                to[places[number >> shift & Digits - 1]++] = number;
            (from, to) = (to, from);
        }
        return from;
    }
}
