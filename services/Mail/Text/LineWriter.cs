using System.Text;

namespace Inbox.Mail.Text;

/// <summary>Collects text into lines: white space folded as browsers fold it, never more than two blank lines together.</summary>
internal sealed class LineWriter
{
    private readonly List<TextLine> lines = [];
    private readonly StringBuilder line = new();
    private string bullet = "";
    private int lineDepth;
    private LineMark lineMark;
    private bool space;
    private bool blank;
    private bool cell;
    private bool cut;

    /// <summary>How deep the text written from here on is quoted.</summary>
    public int Depth { get; set; }

    public LineMark Mark { get; set; }

    public void Write(string text, bool preserve)
    {
        foreach (var c in text)
        {
            if (preserve && c == '\n') NewLine();
            else if (c is ' ' or '\t' or '\n' or '\r' or '\f' && !preserve) space |= line.Length > 0;
            else if (!IsInvisible(c)) Append(c is '\u00a0' or '\u202f' ? ' ' : c);
        }
    }

    public void Line(string text)
    {
        Break(blank: false);
        Write(text, preserve: false);
        Break(blank: false);
    }

    /// <summary>An explicit line end: on an empty line it leaves a blank one.</summary>
    public void NewLine()
    {
        if (line.Length > 0) Flush();
        else Blank(Depth);
    }

    /// <summary>A block begins or ends here.</summary>
    public void Break(bool blank)
    {
        Flush();
        this.blank |= blank;
    }

    public void Bullet(string text) => bullet = text;

    public void Cell() => cell = line.Length > 0;

    public void CutHere() => cut = true;

    public List<TextLine> Finish()
    {
        Flush();
        return lines;
    }

    private void Append(char c)
    {
        if (line.Length == 0) Begin();
        else if (cell) line.Append('\t');
        else if (space) line.Append(' ');
        cell = space = false;
        line.Append(c);
    }

    private void Begin()
    {
        if (blank && lines.Count > 0) Blank(Math.Min(lines[^1].Depth, Depth), atMost: 1);
        blank = false;
        (lineDepth, lineMark) = (Depth, cut ? LineMark.Cut : Mark);
        cut = false;
        line.Append(bullet);
        bullet = "";
    }

    private void Flush()
    {
        space = cell = false;
        if (line.Length == 0) return;
        var text = line.ToString().TrimEnd();
        line.Clear();
        if (text.Length > 0) lines.Add(new TextLine(text, lineDepth, lineMark));
        else Blank(lineDepth);
    }

    private void Blank(int depth, int atMost = 2)
    {
        var before = 0;
        while (before < atMost && before < lines.Count && lines[^(before + 1)].Text.Length == 0) before++;
        if (before < atMost) lines.Add(new TextLine("", depth, Mark));
    }

    // Zero-width joiners are letters' business in Persian and in emoji, but a row of them is a newsletter's padding.
    private bool IsInvisible(char c) => c switch
    {
        '\u200b' or '\u00ad' or '\ufeff' or '\u034f' or '\u2060' or '\u061c' or '\r' => true,
        '\u200c' or '\u200d' => line.Length == 0 || space || line[^1] is ' ' or '\u200c' or '\u200d',
        _ => c < ' ' && c != '\t',
    };
}
