using System.Buffers;

namespace Inbox.Mail.Text;

/// <summary>The line "Please type your reply above this line" that help desks put on top of their mails: what follows is theirs.</summary>
internal static class ReplyLine
{
    private const int Longest = 160;

    private static readonly SearchValues<string> Wordings = SearchValues.Create(
    [
        "above this line", "above the line", "below this line", "au-dessus de cette ligne", "au dessus de cette ligne", "oberhalb dieser linie", "oberhalb dieser zeile", "über dieser linie", "über dieser zeile",
        "encima de esta línea", "encima de esta linea", "arriba de esta línea", "acima desta linha", "acima dessa linha", "boven deze regel", "boven deze lijn", "sopra questa riga", "sopra di questa riga", "sopra questa linea",
        "powyżej tej linii", "nad tą linią", "выше этой строки", "выше этой линии", "над этой чертой", "вище цього рядка", "ovanför den här raden", "ovanför denna rad", "over denne linje", "over denne linjen", "tämän rivin yläpuolelle",
        "nad tento řádek", "nad tento riadok", "a vonal fölé", "deasupra acestei linii", "bu satırın üst", "bu çizginin üst", "πάνω από αυτή τη γραμμή", "在此行上方", "在此行之上", "在這一行上方", "この行より上", "この行の上", "이 줄 위",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>Between marks, or the whole of a short line that asks for it: a customer's own sentence about a line in a form has neither.</summary>
    public static bool Is(string line)
    {
        if (line.Length > Longest || !line.AsSpan().ContainsAny(Wordings)) return false;
        var text = line.AsSpan().Trim(" \t\u00a0*");
        var bare = text.Trim("-#=_~\u2010\u2013\u2014\u2500 ");
        return text.Length - bare.Length >= 4 || (bare.StartsWith("please ", StringComparison.OrdinalIgnoreCase) && bare.Contains("reply", StringComparison.OrdinalIgnoreCase)) || bare.StartsWith("reply above", StringComparison.OrdinalIgnoreCase);
    }
}
