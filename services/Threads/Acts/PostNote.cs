namespace Inbox.Threads;

/// <summary>A staff member writes to colleagues. A note never leaves, moves no clock and is no answer.</summary>
public sealed class PostNote(Acting acting, Messages messages)
{
    /// <param name="conversationId">The conversation.</param>
    /// <param name="staffId">Who writes.</param>
    /// <param name="staffName">Their name.</param>
    /// <param name="clientId">The browser's id: the same twice is one note; may be null.</param>
    /// <param name="text">The note.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<MessageView>> RunAsync(string conversationId, string staffId, string? staffName, string? clientId, string text, CancellationToken cancel)
    {
        text = Clean.Text(text);
        if (string.IsNullOrWhiteSpace(text))
            return new Outcome<MessageView>.Invalid("The note is empty.");
        var outcome = await acting.OnAsync<string>(
            conversationId,
            async scene =>
            {
                if (clientId is not null && await ReplyRow.FindAsync(scene, staffId, clientId) is { } same)
                    return new Outcome<string>.Done(same.Id);
                var note = new NewMessage
                {
                    Id = scene.NewId(),
                    AccountId = scene.Head.AccountId,
                    ConversationId = scene.Head.Id,
                    Kind = "note",
                    Direction = "out",
                    Visibility = "private",
                    At = scene.Now,
                    ArrivedAt = scene.Now,
                    ReceivedAt = scene.Now,
                    StaffId = staffId,
                    AuthorName = staffName,
                    ClientId = clientId,
                    Version = scene.Head.Version + 1,
                    Text = text,
                    Reply = text,
                    Preview = Clean.Preview(text),
                };
                await NewMessage.SaveAsync(scene.Transaction, scene.Dialect, [note], cancel);
                scene.ChangesMessage(note.Id);
                return new Outcome<string>.Done(note.Id);
            },
            cancel);
        return await messages.OfAsync(outcome, cancel);
    }
}
