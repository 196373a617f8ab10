using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>Tries an account's token on the page, profile or number that it is for, and subscribes the app to it.</summary>
internal static class MetaCheck
{
    private const int MostOwners = 5;

    /// <param name="graph">The way there.</param>
    /// <param name="account">The account.</param>
    /// <param name="member">What is particular to the channel.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<SettingProblem>> RunAsync(GraphApi graph, ConnectedAccount account, Member member, CancellationToken cancel)
    {
        var id = member.Id;
        if (MetaSettings.Problems(account, id).ToList() is { Count: > 0 } problems)
            return problems;
        try
        {
            var answer = await graph.GetAsync(account, $"{account[id]}?fields=id", cancel);
            return answer switch
            {
                { IsWell: true } => await HearsAsync(graph, account, member, cancel),
                { IsTokenDead: true } => [new("token", $"The platform does not accept this token. Make a new one in the app's dashboard. It says: {answer.Words}")],
                { IsForbidden: true } => [new("token", $"The token lacks a permission; the README of the channel names them. The platform says: {answer.Words}")],
                _ when answer.Words.Contains("appsecret_proof", StringComparison.Ordinal) => [new("appSecret", $"The app secret does not belong to this token's app. The platform says: {answer.Words}")],
                { IsBusy: true } or { IsUnwell: true } => [new(null, $"The platform could not say; try again in some minutes. It says: {answer.Words}")],
                _ => [new(id, $"The platform does not show '{account[id]}' to this token. It says: {answer.Words}")],
            };
        }
        catch (OutboundException e)
        {
            return [new(account["graphUrl"] is null ? null : "graphUrl", e.Message)];
        }
    }

    private static async Task<IReadOnlyList<SettingProblem>> HearsAsync(GraphApi graph, ConnectedAccount account, Member member, CancellationToken cancel)
    {
        if (member.Hears is not { } hears)
            return [];
        var token = member.Renews?.Is(account) == true ? default : (await graph.InspectAsync(account, cancel)).Body["data"];
        if (member.Needs is { } needs && token["scopes"].Any() && token["scopes"].All(scope => scope.Text != needs))
            return [new("token", $"The token lacks the permission {needs}: what people write could not be answered. Give it to the app and make a new token.")];
        var at = hears.At(account) ?? await BusinessAsync(graph, account, member, token, cancel);
        return (await hears.LookAsync(graph, account, token["app_id"].Id, cancel, at)).Problem is { } problem ? [new("token", problem)] : [];
    }

    /// <summary>Where staff did not say to which business account their number belongs: of those that the token is for, the one that has it; null when none shows it.</summary>
    private static async Task<string?> BusinessAsync(GraphApi graph, ConnectedAccount account, Member member, Node token, CancellationToken cancel)
    {
        var owners = token["granular_scopes"].Where(scope => scope["scope"].Text == member.Hears!.Permission).SelectMany(scope => scope["target_ids"]).Select(id => id.Id).OfType<string>();
        foreach (var owner in owners.Take(MostOwners))
            if ((await graph.GetAsync(account, $"{Uri.EscapeDataString(owner)}/phone_numbers?fields=id", cancel)).Body["data"].Any(number => number["id"].Id == account[member.Id]))
                return owner;
        return null;
    }
}
