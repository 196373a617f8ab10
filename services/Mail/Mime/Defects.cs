namespace Inbox.Mail.Mime;

/// <summary>What was found wrong so far, each kind once.</summary>
internal sealed class Defects
{
    private ulong _seen;

    public void Add(MailDefect defect) => _seen |= 1UL << (int)defect;

    public IReadOnlyList<MailDefect> ToList()
    {
        if (_seen == 0)
            return [];
        var list = new List<MailDefect>();
        foreach (var defect in Enum.GetValues<MailDefect>())
            if ((_seen & (1UL << (int)defect)) != 0)
                list.Add(defect);
        return list;
    }
}
