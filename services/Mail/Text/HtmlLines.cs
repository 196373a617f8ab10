namespace Inbox.Mail.Text;

/// <summary>Turns HTML into the lines a reader sees, each with what the markup around it says.</summary>
internal sealed class HtmlLines
{
    private const string Rule = "________________________________";
    private const int DeepestList = 64;

    private readonly LineWriter writer = new();
    private readonly HtmlRegion hidden = new();
    private readonly HtmlRegion quoted = new();
    private readonly HtmlRegion signature = new();
    private readonly HtmlLink link = new();

    // What each open blockquote is; and, per open list, the number of its next item (0: bullets).
    private readonly Stack<HtmlLandmark> blockquotes = new();
    private readonly Stack<int> lists = new();
    private int pre;
    private int cites;
    private bool tight;

    private HtmlLines()
    {
    }

    public static List<TextLine> Read(string html)
    {
        var lines = new HtmlLines();
        var reader = new HtmlReader(html);
        while (reader.Read())
        {
            switch (reader.Token)
            {
                case HtmlToken.Open: lines.Open(ref reader); break;
                case HtmlToken.Close: lines.Close(reader.Name); break;
                default: lines.Text(reader.Text); break;
            }
        }

        lines.EndLink();
        return lines.writer.Finish();
    }

    private void Text(ReadOnlySpan<char> text)
    {
        if (hidden.IsOpen) return;
        var decoded = HtmlEntity.Decode(text);
        link.Add(decoded);
        writer.Write(decoded, pre > 0);
    }

    private void Open(ref HtmlReader reader)
    {
        var name = reader.Name;
        if (HtmlElements.IsRaw(name))
        {
            reader.SkipTo(name);
            return;
        }

        var isVoid = HtmlElements.IsVoid(name);
        var landmark = HtmlLandmarks.Of(name, reader.Attributes);
        if (!isVoid) Regions(name, landmark);
        if (hidden.IsOpen || landmark == HtmlLandmark.Hidden) return;

        if (name is "p" or "P") tight = IsTight(reader.Attributes);
        if (HtmlElements.IsSpaced(name)) writer.Break(blank: !(tight && name is ("p" or "P")) && (lists.Count == 0 || name is not ("ul" or "ol")));
        else if (HtmlElements.IsBlock(name)) writer.Break(blank: false);
        if (landmark == HtmlLandmark.Cut) writer.CutHere();
        Mark();
        Begin(name, reader.Attributes, landmark);
    }

    private void Regions(ReadOnlySpan<char> name, HtmlLandmark landmark)
    {
        if (landmark == HtmlLandmark.Hidden || HtmlElements.IsUnseen(name)) hidden.Begin(name);
        if (landmark == HtmlLandmark.Quoted) quoted.Begin(name);
        if (landmark == HtmlLandmark.Signature) signature.Begin(name);
        hidden.Opened(name);
        quoted.Opened(name);
        signature.Opened(name);
    }

    private void Begin(ReadOnlySpan<char> name, ReadOnlySpan<char> attributes, HtmlLandmark landmark)
    {
        switch (Lower(name))
        {
            case "br": writer.NewLine(); break;
            case "hr": writer.Line(Rule); break;
            case "pre": pre++; break;
            case "td" or "th": writer.Cell(); break;
            case "img": Text(HtmlAttributes.Find(attributes, "alt") ?? ""); break;
            case "blockquote":
                blockquotes.Push(landmark);
                if (landmark != HtmlLandmark.Indent) writer.Depth++;
                if (landmark == HtmlLandmark.Cite) cites++;
                Mark();
                break;
            case "ul" or "menu" or "dir" when lists.Count < DeepestList: lists.Push(0); break;
            case "ol" when lists.Count < DeepestList: lists.Push(1); break;
            case "li": Item(); break;
            case "a":
                EndLink();
                link.Begin(HtmlAttributes.Find(attributes, "href"));
                break;
        }
    }

    private void Close(ReadOnlySpan<char> name)
    {
        var wasHidden = hidden.IsOpen;
        hidden.Closed(name);
        quoted.Closed(name);
        signature.Closed(name);
        if (wasHidden) return;

        if (HtmlElements.IsSpaced(name)) writer.Break(blank: !(tight && name is ("p" or "P")) && (lists.Count <= 1 || name is not ("ul" or "ol")));
        else if (HtmlElements.IsBlock(name)) writer.Break(blank: false);
        switch (Lower(name))
        {
            case "a": EndLink(); break;
            case "pre" when pre > 0: pre--; break;
            case "blockquote" when blockquotes.TryPop(out var kind) && kind != HtmlLandmark.Indent:
                writer.Depth--;
                if (kind == HtmlLandmark.Cite) cites--;
                break;
            case "ul" or "ol" or "menu" or "dir": lists.TryPop(out _); break;
        }

        Mark();
    }

    private void Mark() =>
        writer.Mark = quoted.IsOpen || cites > 0 ? LineMark.Quoted : signature.IsOpen ? LineMark.Signature : LineMark.None;

    private void Item()
    {
        var number = lists.TryPop(out var next) ? next : 0;
        writer.Bullet(new string(' ', 2 * lists.Count) + (number == 0 ? "- " : $"{number}. "));
        lists.Push(number == 0 ? 0 : number + 1);
    }

    private void EndLink()
    {
        if (link.End() is { } address) writer.Write($" <{address}>", preserve: false);
    }

    // Word gives its paragraphs no margin; neither do the many programs that write margin:0.
    private static bool IsTight(ReadOnlySpan<char> attributes)
    {
        if (attributes.IsEmpty) return false;
        if (HtmlAttributes.Find(attributes, "class") is { } classes && classes.Contains("Mso", StringComparison.Ordinal)) return true;
        var style = HtmlAttributes.Find(attributes, "style")?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        return style.Contains("margin:0", StringComparison.OrdinalIgnoreCase) || style.Contains("margin-bottom:0", StringComparison.OrdinalIgnoreCase);
    }

    private static string Lower(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[10];
        return name.Length > lower.Length ? "" : string.Intern(lower[..name.ToLowerInvariant(lower)].ToString());
    }
}
