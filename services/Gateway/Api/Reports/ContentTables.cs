using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>The reports over accounts and what they publish as tables.</summary>
internal static class ContentTables
{
    public static ReportTable<ChannelRow> Channels { get; } = new(
        "channels", ["account"],
        [
            "channel", "posts with a relevant conversation", "of posts", "share", "low", "high", "verdict", "posts since relevant", "last relevant", "questions answered", "questions",
            "questions share", "messages to one person", "messages and posts", "one to one share", "carried to private", "private replies", "carried share", "refused", "not sent",
        ],
        (r, reader) =>
        [
            r.Channel, .. ReportFields.Of(r.Listening), r.Listening.Low, r.Listening.High, reader.Words.Value("verdict", r.Verdict.ToString()), r.PostsSinceRelevant, r.LastRelevantAt,
            .. ReportFields.Of(r.Questions), .. ReportFields.Of(r.OneToOne), .. ReportFields.Of(r.CarriedToPrivate), r.Refused, r.NotSent,
        ])
    {
        Parts = ChannelsReport.Parts,
        AsksWho = true,
    };

    public static ReportTable<OneToOneRow> OneToOne { get; } = new(
        "one-to-one", OneToOneReport.Groupings, ["account", "week", "messages to one person", "messages and posts", "one to one share"],
        (r, _) => [r.AccountId, r.Week, .. ReportFields.Of(r.OneToOne)])
    {
        Named = (r, reader) => (r.Key!, reader.Name("account", r.AccountId)),
    };

    public static ReportTable<ContentRow> Content { get; } = new(
        "conversations-by-content", ["content"],
        [
            "account", "account name", "title", "url", "published", "comments", "people", "talks", "relevant talks", "questions answered", "questions", "questions share", "second dates", "second dates n",
            "second dates share", "outcomes", "kitten gap", "campaign", "source", "medium",
        ],
        (r, reader) =>
        [
            r.AccountId, reader.Name("account", r.AccountId), r.Title, r.Url, r.At, r.Comments, r.People, r.Talks, r.Relevant, .. ReportFields.Of(r.Questions), .. ReportFields.Of(r.SecondDates),
            string.Join(", ", r.Outcomes.Where(o => o.Outcome is not null).Select(o => $"{reader.Words.Value("outcome", o.Outcome!)}{reader.Words.Colon}{o.N}")), r.KittenGap, r.Campaign?.Name, r.Campaign?.Source, r.Campaign?.Medium,
        ])
    {
        Parts = ConversationsByContent.Parts,
        AsksWho = true,
        Named = (r, _) => (r.Key!, r.Title ?? r.Campaign?.Title ?? r.Url),
    };
}
