using Inbox.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>A cursor is what a list answered as <c>next</c>. One that is not would give an empty page, which reads like the end of the list.</summary>
internal static class Cursors
{
    public static bool AreOurs(string? given) => string.IsNullOrWhiteSpace(given) || Place.Read(given) is not null;

    public static ProblemHttpResult Refused(string name, string given) => Problems.Invalid(name, $"'{given}' is no cursor of this list. Give what the last page had as 'next', unchanged, or nothing for the first page.");
}
