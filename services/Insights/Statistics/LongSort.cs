using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>Sorts numbers that are not negative, by the million: digit by digit, a fifth of the time that comparing takes.</summary>
internal static class LongSort
{
    private const int Bits = 11, Digits = 1 << Bits, Few = 4_000;

    public static long[] Sorted(List<long> numbers) => Sorted(numbers, []).Numbers;

    /// <param name="numbers">What is sorted.</param>
    /// <param name="with">What goes with each of them, or nothing.</param>
    public static (long[] Numbers, int[] With) Sorted(List<long> numbers, List<int> with)
    {
        var (from, fromWith) = (numbers.ToArray(), with.ToArray());
        if (from.Length < Few)
        {
            Array.Sort(from, fromWith.Length == 0 ? null : fromWith);
            return (from, fromWith);
        }
        var (to, toWith, most) = (new long[from.Length], new int[fromWith.Length], 0L);
        foreach (var number in CollectionsMarshal.AsSpan(numbers))
            most |= number;
        for (var shift = 0; shift < 63 && most >> shift != 0; shift += Bits)
        {
            var places = Places(from, shift);
            if (toWith.Length == 0)
                foreach (var number in from)
                    to[places[number >> shift & Digits - 1]++] = number;
            else
                for (var i = 0; i < from.Length; i++)
                {
                    var place = places[from[i] >> shift & Digits - 1]++;
                    (to[place], toWith[place]) = (from[i], fromWith[i]);
                }
            (from, to, fromWith, toWith) = (to, from, toWith, fromWith);
        }
        return (from, fromWith);
    }

    /// <summary>Where the first number of each digit goes.</summary>
    private static int[] Places(long[] numbers, int shift)
    {
        var places = new int[Digits];
        foreach (var number in numbers)
            places[number >> shift & Digits - 1]++;
        for (int digit = 0, place = 0; digit < Digits; digit++)
            (places[digit], place) = (place, place + places[digit]);
        return places;
    }
}
