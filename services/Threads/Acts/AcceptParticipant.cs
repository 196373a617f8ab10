namespace Inbox.Threads;

/// <summary>Staff know the stranger who wrote with somebody else's token: from now on they take part like everybody else.</summary>
public sealed class AcceptParticipant(Acting acting)
{
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string address, CancellationToken cancel) =>
        acting.OnAsync(conversationId, scene => AcceptAsync(scene, staffId, address), cancel);

    private static async Task<Outcome<string?>> AcceptAsync(Scene scene, string staffId, string address)
    {
        var values = new { scene.Head.Id, address, yes = true };
        if (await scene.OneAsync<string>("select address from participants where conversation_id = @Id and address = @address", values) is null)
            return new Outcome<string?>.NotFound();
        if (await scene.RunAsync("update participants set verified = @yes where conversation_id = @Id and address = @address and not verified", values) == 0)
            return Scene.Done();
        foreach (var message in await scene.ListAsync<MessageRow>($"{MessageRow.Select} where m.conversation_id = @Id and m.unverified", values))
            if (Addresses.Key(new(message.AuthorExternalId, Address: message.AuthorAddress)) == address)
            {
                await scene.RunAsync("update messages set unverified = @no where id = @Id", new { message.Id, no = false });
                scene.ChangesMessage(message.Id);
            }
        await ConversationMove.ParticipantsAsync(scene, scene.Head.Id);
        var act = await scene.ActAsync(ActKinds.Accept, staffId, new() { Value = address });
        await GatherAsync(scene, staffId);
        return Scene.Done(act);
    }

    /// <summary>What the accepted one wrote here as a stranger stood apart; now it belongs here too, and each joining can be undone.</summary>
    private static async Task GatherAsync(Scene scene, string staffId)
    {
        var rules = (await scene.FactsAsync()).Rules;
        var ties = new MailTies(scene.Transaction, scene.Dialect, new(scene.Transaction, scene.Dialect, scene.Clock), scene.Head.AccountId, rules);
        var here = await ties.Reader.OfAsync([scene.Head.Id], scene.Cancel);
        var around = await ties.WithAsync(here.SelectMany(n => n.Named.Append(n.Own)).OfType<string>().ToHashSet(), scene.Cancel);
        await ties.StartAsync([.. here, .. around], scene.Cancel);
        await ties.SettleAsync(scene.Cancel);
        foreach (var other in ties.Graph.Members(ties.Graph.Root(scene.Head.Id)).Where(id => id != scene.Head.Id))
            await MergeConversations.MergeAsync(scene, staffId, other);
    }
}
