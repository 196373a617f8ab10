using System.Globalization;
using Inbox.Insights;

namespace Inbox.Tests.Insights.Packs;

/// <summary>What is kept of persons from report to report is what all conversations say of them at the moment at which somebody asks.</summary>
public sealed class PersonShelfTests
{
    private static readonly string[] Stories = ["p0h u2h", "p1h p3h u5h p9d", "u1h p2h u3h p4h! p20d u21d", "p0h", "u4h", "p2d x3d p12d u12.1d", "u3h u15d p16d"];
    private static readonly string?[] Posts = [null, null, "kitten", "advice"], Who = [null, "customer", "staff"];

    [Theory, InlineData(0), InlineData(12), InlineData(1_000)]
    public void Whatever_changed_they_are_the_same_as_from_all_conversations_anew(int few)
    {
        var (shelf, random) = (new PersonShelf(few), new Random(few));
        var (talks, changed, packs, carried) = (new Dictionary<string, Talk>(), new HashSet<string>(), new List<(Pack Pack, string[] Ids)>(), new Dictionary<string, PostKey>());
        for (var i = 0; i < 40; i++)
            Change($"c{i}");
        foreach (var (some, place) in talks.Keys.Chunk(4).Select((some, place) => (some, place)))
            Pack(place, some);
        for (var step = 0; step < 300; step++)
        {
            var id = $"c{random.Next(45)}";
            switch (random.Next(9))
            {
                case < 2:
                    Change(id);
                    break;
                case 2:
                    talks.Remove(id);
                    changed.Add(id);
                    break;
                case 3 or 4:
                    carried[id] = new("a", Posts[random.Next(2, 4)]!);
                    break;
                case 5:
                    carried.Remove(id);
                    break;
                default:
                    var one = packs.FindIndex(p => p.Ids.Any(changed.Contains)) is var some and >= 0 ? some : random.Next(packs.Count + 1);
                    Pack(one, [.. (one == packs.Count ? [] : packs[one].Ids.Where(talks.ContainsKey)).Concat(changed.Where(c => talks.ContainsKey(c) && !packs.Any(p => p.Ids.Contains(c)))).Distinct()]);
                    break;
            }
            var (views, now) = (Views(), new Carried(new(carried)));
            var wanted = random.Next(3) == 0 ? null : now;
            Assert.Equal(Say(Crowd.Of(views, wanted), now), Say(shelf.Of(views, wanted), now));
        }

        void Change(string id)
        {
            talks[id] = Story.Talk(Stories[random.Next(Stories.Length)], id: id, person: $"p{random.Next(25)}") with { ContentId = Posts[random.Next(Posts.Length)], Who = Who[random.Next(Who.Length)] };
            changed.Add(id);
        }

        void Pack(int place, string[] ids)
        {
            if (ids.Length == 0)
                return;
            var made = PackPen.Of(ids.Select(id => talks[id])).Single();
            var pack = new Pack { Number = place + 1, Version = random.NextInt64(), AccountId = made.AccountId, Channel = made.Channel, Names = made.Names, Ids = made.Ids, Talks = made.Talks, Asks = made.Asks, Said = made.Said };
            if (place < packs.Count)
            {
                changed.ExceptWith(packs[place].Ids);
                packs[place] = (pack, ids);
            }
            else
                packs.Add((pack, ids));
            changed.ExceptWith(ids);
        }

        IReadOnlyList<PackView> Views() =>
        [
            .. packs.Select(p => new PackView(p.Pack, talks.Values.First().Gap, p.Ids.Any(changed.Contains) ? p.Ids.Select((id, i) => (id, i)).Where(x => changed.Contains(x.id)).Select(x => x.i).ToHashSet() : null)),
            .. PackView.Of(talks.Values.Where(t => changed.Contains(t.Id))),
        ];
    }

    /// <summary>All that a crowd says, and what the posts led to that it counts.</summary>
    private static IReadOnlyList<string> Say(Crowd crowd, Carried carried)
    {
        var (said, origins) = (new List<string>(), new Origins(carried, AnswerBy.Within(TimeSpan.Zero), 0));
        foreach (var part in crowd.Parts)
        {
            part.Meetings?.Count(part, ["customer"], origins, Story.At(24 * 45));
            for (var person = 0; person < part.Count; person++)
                if (part.Has(person))
                {
                    var theirs = part.Facts.Persons[person].ToArray().Select(t => $"{Id(part, t)} {t.FirstIn} {t.LastIn} {t.FirstAnswered} {t.LastAnswered}").Order(StringComparer.Ordinal);
                    var date = part.Facts.DateOf(person);
                    var began = date.End == PackedAsk.Never ? "" : Id(part, part.Facts.Persons.Talk(date.Began));
                    said.Add(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", theirs)}: {date with { Began = 0 }} in {began}, later {string.Join(' ', part.Facts.LaterOf(person).ToArray())}"));
                }
        }
        said.Sort(StringComparer.Ordinal);
        return [.. said, .. origins.Posts.Values.OrderBy(p => p.Key.ExternalId, StringComparer.Ordinal).Select(p => $"{p.Key}: {p.People} {p.Talks} {string.Join(' ', p.RelevantAt.Order())} {p.Dates}")];
    }

    private static string Id(CrowdPart part, PersonTalk talk) => part.Views[talk.View]!.Pack.Ids[talk.Talk];
}
