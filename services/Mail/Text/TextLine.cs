namespace Inbox.Mail.Text;

/// <summary>What the markup around a line says about it; plain text says nothing.</summary>
internal enum LineMark
{
    None,

    /// <summary>Inside an element that mail programs put around quoted history.</summary>
    Quoted,

    /// <summary>Inside an element that mail programs put around a signature.</summary>
    Signature,

    /// <summary>The first line of the original: everything from here on is history.</summary>
    Cut,
}

/// <summary>One line as a reader sees it, without its quote marks.</summary>
/// <param name="Text">The line, without a line end.</param>
/// <param name="Depth">How many times it is quoted; 0 is the writer's own.</param>
/// <param name="Mark">What the markup says.</param>
internal readonly record struct TextLine(string Text, int Depth = 0, LineMark Mark = LineMark.None)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
