namespace Inbox.Mail.Text;

/// <summary>The stretch from an element's opening tag to its own closing tag, found by counting instead of a tree.</summary>
internal sealed class HtmlRegion
{
    private string? name;
    private int nested;

    public bool IsOpen => name is not null;

    public void Begin(ReadOnlySpan<char> element)
    {
        if (IsOpen) return;
        name = element.ToString();
        nested = 0;
    }

    public void Opened(ReadOnlySpan<char> element)
    {
        if (name is not null && element.Equals(name, StringComparison.OrdinalIgnoreCase)) nested++;
    }

    public void Closed(ReadOnlySpan<char> element)
    {
        if (name is not null && element.Equals(name, StringComparison.OrdinalIgnoreCase) && --nested <= 0) name = null;
    }
}
