using System.CommandLine;
using Inbox.Host;

// What the program can do; each command has a file of its own in Commands. Without one, it serves.
var serve = Serve.Command();
var inbox = new RootCommand("Inbox: one inbox for every question people ask a brand.")
{
    serve,
    Demo.Command(),
    Normalize.Command(),
    Import.Command(),
    AccountCommands.Command(),
    StaffCommands.Command(),
    TokenCommands.Command(),
    Doctor.Command(),
    ExportCommand.Command(),
    VerifyCommand.Command(),
};
return await CommandLine.RunAsync(inbox, serve, args);
