namespace Inbox.Host;

/// <summary>A progress bar on standard error, when that is a terminal.</summary>
internal sealed class Progress(int? total)
{
    private const int Width = 30;
    private readonly bool _visible = !Console.IsErrorRedirected;
    private int _shown = -1;

    public void Report(int done)
    {
        var step = total is { } t && t > 0 ? done * 100 / t : done / 100;
        if (!_visible || step == _shown)
            return;
        _shown = step;
        Console.Error.Write(total is > 0 ? $"\r[{new string('#', step * Width / 100).PadRight(Width)}] {done} of {total}" : $"\r{done} mails");
    }

    public void End(int done)
    {
        if (_visible)
            Console.Error.WriteLine($"\r[{new string('#', Width)}] {done} mails read; threading the rest...");
    }
}
