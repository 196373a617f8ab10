using System.CommandLine;

namespace Inbox.Host;

/// <summary><c>import FORMAT PATH... --account ID</c>: mail history into an account through the ordinary intake.</summary>
internal static class Import
{
    public static Command Command()
    {
        var format = new Argument<string>("format") { Description = "eml, maildir or mbox." };
        format.AcceptOnlyFromAmong(MailFiles.Formats);
        var paths = new Argument<string[]>("paths") { Description = "Files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var account = new Option<string>("--account") { Required = true, Description = "The account's id, see account list." };
        var command = new Command("import", "Brings mail history into an account, beside a serving host or without one; the same mail twice is one. Files that cannot be read are named, the others are imported, and the exit code is 2.") { format, paths, account };
        command.SetAction((parsed, cancel) => ImportRun.RunAsync(parsed.GetValue(format)!, parsed.GetValue(paths)!, parsed.GetValue(account)!, cancel));
        return command;
    }
}
