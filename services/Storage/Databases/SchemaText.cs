using System.Text;

namespace Inbox.Storage;

/// <summary>Picks from a schema file what is meant for one database.</summary>
internal static class SchemaText
{
    public static string For(string text, string dialect)
    {
        var picked = new StringBuilder();
        var wanted = true;
        foreach (var line in text.Split('\n'))
        {
            if (line.Trim() is "-- sqlite" or "-- postgres" or "-- both")
                wanted = line.Trim() is var mark && (mark == "-- both" || mark == $"-- {dialect}");
            else if (wanted)
                picked.Append(line).Append('\n');
        }
        return picked.ToString();
    }
}
