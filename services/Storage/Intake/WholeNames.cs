namespace Inbox.Storage;

/// <summary>Finds an address or an id in bytes that nobody could read: the whole of it, never a part of somebody else's.</summary>
internal static class WholeNames
{
    public static bool Contain(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
            if (!GoesOn(text, at - 1, -1) && !GoesOn(text, at + name.Length, 1))
                return true;
        return false;
    }

    /// <summary>Whether what stands there belongs to the same name; a full stop or an apostrophe only where the name goes on behind it.</summary>
    private static bool GoesOn(string text, int at, int step) => At(text, at) switch
    {
        '.' or '\'' => char.IsLetterOrDigit(At(text, at + step)),
        '_' or '-' or '+' or '@' => true,
        var c => char.IsLetterOrDigit(c),
    };

    private static char At(string text, int at) => at >= 0 && at < text.Length ? text[at] : ' ';
}
