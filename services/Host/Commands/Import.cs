using System.CommandLine;

namespace Inbox.Host;

/// <summary><c>import FORMAT PATH... --account ID</c>: mail history into an account through the ordinary intake.</summary>
internal static class Import
{
    public static Command Command()
    {
        var format = new Argument<string>("format") { Description = "eml, maildir or mbox." };
        var paths = new Argument<string[]>("paths") { Description = "Files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var account = new Option<string>("--account") { Required = true, Description = "The account's id, see account list." };
        var command = new Command("import", "Brings mail history into an account; the same mail twice is one.") { format, paths, account };
        command.SetAction((parsed, cancel) => ImportRun.RunAsync(parsed.GetValue(format)!, parsed.GetValue(paths)!, parsed.GetValue(account)!, cancel));
        return command;
    }
}
