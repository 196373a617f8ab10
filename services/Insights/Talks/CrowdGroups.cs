namespace Inbox.Insights;

/// <summary>Sorts conversations of people into groups. People are counted by what all conversations of a pack have in common, so that is looked up once for each.</summary>
internal sealed class CrowdGroups<T>(TalkGroups<T> groups, CrowdPart part)
    where T : class
{
    private readonly T?[] _groups = new T?[part.Views.Count];

    public T Of(in PersonTalk talk) => _groups[talk.View] ??= groups.Of(new(part.Views[talk.View]!.Pack.AccountId, part.Views[talk.View]!.Pack.Channel, null, null, null, null));
}
