using System.Globalization;

namespace Inbox.Mail.Imap;

/// <summary>UIDs as the protocol writes them: <c>1:4,9</c>.</summary>
internal static class UidSet
{
    /// <param name="ascending">UIDs in ascending order, each once, at least one.</param>
    public static string Write(IReadOnlyList<uint> ascending)
    {
        var ranges = new List<string>();
        for (var at = 0; at < ascending.Count;)
        {
            var end = at;
            while (end + 1 < ascending.Count && ascending[end + 1] == ascending[end] + 1) end++;
            ranges.Add(end == at ? Number(ascending[at]) : $"{Number(ascending[at])}:{Number(ascending[end])}");
            at = end + 1;
        }
        return string.Join(',', ranges);
    }

    private static string Number(uint uid) => uid.ToString(CultureInfo.InvariantCulture);
}
