using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>Tries an account's token on the page, profile or number that it is for, and subscribes the app to it.</summary>
internal static class MetaCheck
{
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
                { IsWell: true } => await HearsAsync(graph, account, member.Hears, cancel),
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

    private static async Task<IReadOnlyList<SettingProblem>> HearsAsync(GraphApi graph, ConnectedAccount account, Subscription? hears, CancellationToken cancel)
    {
        if (hears is null)
            return [];
        var token = await graph.InspectAsync(account, cancel);
        return await hears.LookAsync(graph, account, token.Body["data"]["app_id"].Id, cancel) is { } problem ? [new("token", problem)] : [];
    }
}
