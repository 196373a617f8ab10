using System.Globalization;

namespace Inbox.Mail.Imap;

/// <summary>Collects what SEARCH responses name (RFC 3501 7.2.5), in any order and any number of responses, up to a bound.</summary>
/// <param name="after">Lower UIDs and this one are left out.</param>
internal sealed class UidSearch(uint after)
{
    private const int MostMails = 5_000_000;
    private readonly List<uint> _found = [];

    /// <summary>Takes one response; false when there are too many.</summary>
    public bool Add(ImapLine line)
    {
        if (line.Word != "SEARCH" || !line.IsUntagged) return true;
        var text = line.Text.AsSpan();
        foreach (var range in text.Split(' '))
        {
            if (!uint.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out var uid) || uid <= after) continue;
            if (_found.Count == MostMails) return false;
            _found.Add(uid);
        }
        return true;
    }

    /// <summary>Each once.</summary>
    public IReadOnlyList<uint> Ascending()
    {
        _found.Sort();
        var kept = 0;
        for (var at = 0; at < _found.Count; at++)
            if (kept == 0 || _found[at] != _found[kept - 1]) _found[kept++] = _found[at];
        _found.RemoveRange(kept, _found.Count - kept);
        return _found;
    }
}
