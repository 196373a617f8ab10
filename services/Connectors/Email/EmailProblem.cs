using System.Text.Json;
using Inbox.Contracts;
using Inbox.Mail.Net;

namespace Inbox.Connectors.Email;

/// <summary>Puts a mail server's failure beside the setting that is to blame.</summary>
internal static class EmailProblem
{
    public static SettingProblem From(MailFailure failure, string side, Credentials? credentials) => new(
        failure.Kind switch
        {
            FailureKind.HostNotFound or FailureKind.AddressForbidden or FailureKind.Tls => $"{side}Host",
            FailureKind.Refused or FailureKind.TimedOut or FailureKind.ConnectionLost => $"{side}Port",
            FailureKind.TlsMissing or FailureKind.Protocol => $"{side}Security",
            FailureKind.WrongPassword or FailureKind.Disabled => credentials is Credentials.WithToken ? "token" : "password",
            _ => null,
        },
        failure.ToString(),
        JsonNamingPolicy.CamelCase.ConvertName(failure.Kind.ToString()));
}
