using Inbox.Insights;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>Turns what Threads knows into what staff see.</summary>
internal sealed class Shown(StaffNames names, MessageHtml html, SuggestionBook suggestions, WaitingFiles files)
{
    /// <summary>Cards; what a talk came from only as far as the reader may see it.</summary>
    public async Task<IReadOnlyList<CardShown>> CardsAsync(IReadOnlyCollection<Card> cards, AccountScope scope, CancellationToken cancel)
    {
        var staff = await names.OfAsync(cards.Select(c => c.Assignee), cancel);
        var suggested = await suggestions.OfAsync([.. cards.Select(c => c.Id)], cancel);
        return [.. cards.Select(card => Card(card, scope, staff, suggested.GetValueOrDefault(card.Id)))];
    }

    public async Task<CardShown> CardAsync(Card card, AccountScope scope, CancellationToken cancel) => (await CardsAsync([card], scope, cancel))[0];

    /// <summary>A conversation; others that it is tied to only as far as the reader may see them.</summary>
    public async Task<ConversationShown> ConversationAsync(ConversationView view, AccountScope scope, CancellationToken cancel)
    {
        var staff = await names.OfAsync([view.Card.Assignee, .. view.Acts.Select(a => a.StaffId), .. view.Asks.SelectMany(a => (string?[])[a.AnsweredBy, a.Owner])], cancel);
        var suggested = (await suggestions.OfAsync([view.Card.Id], cancel)).GetValueOrDefault(view.Card.Id);
        var card = Card(view.Card, scope, staff, suggested);
        return new()
        {
            Id = card.Id,
            Version = card.Version,
            State = card.State,
            Channel = card.Channel,
            AccountId = card.AccountId,
            Person = card.Person,
            Subject = card.Subject,
            Preview = card.Preview,
            Content = card.Content,
            Visibility = card.Visibility,
            WaitingSince = card.WaitingSince,
            TargetAt = card.TargetAt,
            NearAt = card.NearAt,
            Priority = card.Priority,
            SnoozedUntil = card.SnoozedUntil,
            Assignee = card.Assignee,
            Tags = card.Tags,
            Who = card.Who,
            Why = card.Why,
            Nature = card.Nature,
            Also = card.Also,
            Topic = card.Topic,
            Sentiment = card.Sentiment,
            Language = card.Language,
            Outcome = card.Outcome,
            Amount = card.Amount,
            LastMessageAt = card.LastMessageAt,
            Messages = card.Messages,
            Asks = view.Asks,
            Participants = view.Participants,
            Merged = view.Merged,
            Continues = Related(view.Continues, scope),
            ContinuedBy = Related(view.ContinuedBy, scope),
            Ways = [.. view.Ways.Select(w => Way(w, scope))],
            Related = Related(view.Related, scope),
            Draft = view.Draft is { } draft ? Draft(draft) : null,
            Acts = [.. view.Acts.Select(a => new ActShown(a.Id, a.Kind, a.StaffId is null ? null : staff.GetValueOrDefault(a.StaffId), a.At, a.Undone))],
            Sent = suggested is { Sent.Length: > 0, SentTo: { } to } ? new(to, suggested.Sent) : null,
        };
    }

    public static DraftShown Draft(Draft draft) => new(draft.Text, draft.Attachments, draft.UpdatedAt, draft.Inserted, draft.Way);

    public IReadOnlyList<MessageShown> Messages(IEnumerable<MessageView> messages) => [.. messages.Select(Message)];

    /// <summary>Messages with what is known of those of their files that are not here.</summary>
    public async Task<IReadOnlyList<MessageShown>> MessagesAsync(IReadOnlyList<MessageView> messages, CancellationToken cancel)
    {
        var missing = await files.MissingAsync([.. messages.SelectMany(m => m.Attachments).Select(a => a.Id)], cancel);
        return missing.Count == 0 ? Messages(messages)
            : [.. Messages(messages).Select(m => m with { Missing = [.. missing.Where(f => m.Attachments.Any(a => a.Id == f.Id))] })];
    }

    public MessageShown Message(MessageView message) => Message(message, html.Of(message));

    private static MessageShown Message(MessageView message, Html.CleanHtml? clean) => new()
    {
        Id = message.Id,
        ConversationId = message.ConversationId,
        ClientId = message.ClientId,
        Direction = message.Direction,
        Kind = message.Kind,
        Visibility = message.Visibility,
        Author = message.Author,
        To = message.To,
        Cc = message.Cc,
        ReplyTo = message.ReplyTo,
        Subject = message.Subject,
        Text = message.Text,
        Reply = message.Reply,
        Html = clean?.Html,
        RemoteImages = clean?.RemoteImages ?? 0,
        Attachments = message.Attachments,
        Missing = [],
        SentAt = message.SentAt,
        ReceivedAt = message.ReceivedAt,
        At = message.At,
        EditedAt = message.EditedAt,
        DeletedAt = message.DeletedAt,
        Moderation = message.Moderation,
        ExternalId = message.ExternalId,
        MessageId = message.MessageId,
        Rule = message.Rule,
        Evidence = message.Evidence,
        Confidence = message.Confidence,
        Conflict = message.Conflict,
        Unverified = message.Unverified,
        Automatic = message.Automatic,
        State = message.State,
        Error = message.Error,
        DueAt = message.DueAt,
        HasRaw = message.PayloadId is not null,
        Answers = message.Answers,
        Version = message.Version,
    };

    private static CardShown Card(Card card, AccountScope scope, IReadOnlyDictionary<string, StaffRef> staff, Suggestion? suggested) => new()
    {
        Id = card.Id,
        Version = card.Version,
        State = card.State,
        Channel = card.Channel,
        AccountId = card.AccountId,
        Person = card.Person,
        Subject = card.Subject,
        Preview = card.Preview,
        Content = card.Content ?? (scope.Contains(card.Origin?.AccountId) ? card.Origin?.Content : null),
        Visibility = card.Visibility,
        WaitingSince = card.WaitingSince,
        TargetAt = card.TargetAt,
        NearAt = card.NearAt,
        Priority = card.Priority,
        SnoozedUntil = card.SnoozedUntil,
        Assignee = card.Assignee is null ? null : staff.GetValueOrDefault(card.Assignee, new(card.Assignee, "?")),
        Tags = card.Tags,
        Who = Said(card.Who, suggested?.Who, Sources.Rule, "person"),
        Why = Said(card.Why, suggested?.Why, Sources.Rule, $"nature: {card.Nature ?? suggested?.Nature}"),
        Nature = Said(card.Nature, suggested?.Nature, suggested?.NatureSource, suggested?.NatureEvidence),
        Also = card.Nature is null && card.Also.Count == 0 ? suggested?.Also.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [] : card.Also,
        Topic = card.Topic,
        Sentiment = Said(card.Sentiment, suggested?.Sentiment, Sources.Rule, suggested?.SentimentEvidence),
        Language = Said(card.Language, suggested?.Language, Sources.Rule, suggested?.LanguageEvidence),
        Outcome = card.Outcome,
        Amount = card.Amount,
        LastMessageAt = card.LastMessageAt,
        Messages = card.Messages,
    };

    /// <summary>Staff win.</summary>
    private static SaidShown? Said(string? staff, string? suggested, string? source, string? evidence)
    {
        var offered = suggested is null or Natures.Unknown ? null : suggested;
        return staff is not null ? new(staff, Sources.Staff, "", offered) : offered is null ? null : new(offered, source ?? Sources.Rule, evidence ?? "");
    }

    private static IReadOnlyList<RelatedShown> Related(IEnumerable<RelatedConversation> related, AccountScope scope) =>
        [.. related.Where(r => scope.Contains(r.AccountId)).Select(r => new RelatedShown(r.Id, r.Subject, r.Relation, r.Channel, r.Content))];

    /// <summary>Where the direct messages are an account that the reader may not see, the answer goes there all the same, through the conversation that they see.</summary>
    private static WayShown Way(ReplyWay way, AccountScope scope) => new(
        way.Visibility, scope.Contains(way.AccountId) || way.AnswersComment ? way.ConversationId : null, way.Version, way.AccountId, way.Channel, way.AnswersComment,
        way.Rules.TextLimit, way.Rules.Counts, way.Rules.Files, way.Rules.FileBytes, way.Rules.TakesTemplates, way.Until, way.Closed);
}
