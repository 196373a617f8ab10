using Inbox.Insights;

namespace Inbox.Tests.Insights.Learning;

public sealed class NatureModelTests
{
    private static readonly (string Name, string Letters)[] Tongues = [("Latin", "aeioubdfgklmnprstvz"), ("Cyrillic", "аеиоубдгклмнпрстз"), ("Georgian", "აეიოუბდგკლმნპრსტ")];

    public static TheoryData<string> Names => [.. Tongues.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void After_a_hundred_corrections_a_language_that_no_rule_knows_is_understood(string tongue)
    {
        var people = new People(Tongues.First(t => t.Name == tongue).Letters, seed: 7);
        var (model, unseen) = (new NatureModel(), people.Say(400));
        var before = Right(model, unseen);
        foreach (var (text, nature) in people.Say(100))
            model.Learn([.. Features.Of(text).Keys], nature);

        Assert.True(before < 0.2 && Right(model, unseen) > 0.8, $"{before:p0} were right before, {Right(model, unseen):p0} after.");
    }

    /// <summary>A hundred sentences learned, forty others asked, of what shops hear; Indonesian has no rules of its own.</summary>
    [Fact]
    public void After_a_hundred_corrections_real_sentences_of_a_language_without_rules_are_understood()
    {
        var said = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Insights", "Learning", "indonesian.txt")).Select(l => l.Split('\t')).Select(l => (Text: l[1], Nature: l[0])).ToLookup(s => s.Nature);
        var (learned, asked) = (said.SelectMany(s => s.Take(25)).ToList(), said.SelectMany(s => s.Skip(25)).ToList());
        var model = new NatureModel();
        var before = Right(model, asked);
        foreach (var (text, nature) in learned)
            model.Learn([.. Features.Of(text).Keys], nature);

        Assert.Equal((100, 40), (learned.Count, asked.Count));
        Assert.True(before < 0.3 && Right(model, asked) > 0.8, $"{before:p0} were right before, {Right(model, asked):p0} after.");
    }

    [Fact]
    public void What_is_learned_in_one_language_leaves_the_rules_of_another_as_they_are()
    {
        var (model, english) = (new NatureModel(), new[] { ("How do I change my address?", "question"), ("It is broken, I want a refund", "complaint"), ("Great job, we love it", "praise"), ("Too expensive for us", "objection") });
        foreach (var (text, nature) in new People(Tongues[1].Letters, seed: 3).Say(100))
            model.Learn([.. Features.Of(text).Keys], nature);

        Assert.Equal(1, Right(model, english));
    }

    [Fact]
    public void A_few_corrections_of_the_same_kind_overrule_a_rule_and_say_by_which_words()
    {
        var model = new NatureModel();
        foreach (var size in new[] { "small", "large", "wide", "narrow", "long", "short", "tall", "deep" })
            model.Learn([.. Features.Of($"Do you have the walnut shelf in {size}?").Keys], "purchase");
        foreach (var day in new[] { "Monday", "Tuesday", "Friday", "Sunday" })
            model.Learn([.. Features.Of($"When do you open on {day}?").Keys], "question");

        var (nature, also) = Judge(model, "Do you have the walnut shelf in oak?");
        Assert.Equal(("purchase", "model", "question"), (nature.Value, nature.Source, Assert.Single(also)));
        Assert.Contains("walnut", nature.Evidence, StringComparison.Ordinal);
        Assert.Equal(("question", "rule"), (Judge(model, "When do you open on Saturday?").Primary.Value, Judge(model, "When do you open on Saturday?").Primary.Source));
    }

    [Fact]
    public void A_nature_of_few_examples_is_not_said_against_the_rules()
    {
        var model = new NatureModel();
        foreach (var day in new[] { "Monday", "Tuesday", "Friday", "Sunday", "Saturday" })
            model.Learn([.. Features.Of($"When do you open on {day}?").Keys], "question");
        var resale = new[] { "first", "second", "third", "fourth", "fifth" }.Select(n => $"We run a {n} shop and would sell your lamps on, by the dozen").ToList();
        foreach (var text in resale.Take(NatureModel.Fewest - 1))
            model.Learn([.. Features.Of(text).Keys], "idea");

        const string Asked = "We run a shop in town and would sell your lamps on, by the dozen";
        var rules = TextJudge.Judge(Asked).Nature;
        Assert.Equal(rules, Judge(model, Asked).Primary);
        model.Learn([.. Features.Of(resale[^1]).Keys], "idea");
        Assert.Equal(("idea", "model"), (Judge(model, Asked).Primary.Value, Judge(model, Asked).Primary.Source));
    }

    [Fact]
    public void The_order_of_learning_makes_no_difference_and_what_is_forgotten_leaves_nothing()
    {
        var people = new People(Tongues[0].Letters, seed: 11);
        var (said, more, unseen) = (people.Say(60), people.Say(20), people.Say(100));
        var (one, other) = (new NatureModel(), new NatureModel());
        foreach (var (text, nature) in said)
            one.Learn([.. Features.Of(text).Keys], nature);
        foreach (var (text, nature) in said.Concat(more).Reverse())
            other.Learn([.. Features.Of(text).Keys], nature);
        foreach (var (text, nature) in more)
            other.Forget([.. Features.Of(text).Keys], nature);

        Assert.All(unseen, u => Assert.Equal(Judge(one, u.Text).Primary, Judge(other, u.Text).Primary));
        Assert.Equal(60, other.Texts);
    }

    private static (Finding Primary, IReadOnlyList<string> Also) Judge(NatureModel model, string text) => TextJudge.Judge(text) is var rules ? model.Judge(text, rules.Nature, rules.Also) : default;

    private static double Right(NatureModel model, IReadOnlyCollection<(string Text, string Nature)> texts) => texts.Count(t => Judge(model, t.Text).Primary.Value == t.Nature) / (double)texts.Count;

    /// <summary>People who speak a language that there is not: frequent words for everything, and for each nature some of its own, with endings.</summary>
    private sealed class People(string letters, int seed)
    {
        private static readonly string[] Kinds = ["question", "complaint", "praise", "purchase", "idea"];
        private readonly Random _random = new(seed);
        private readonly Dictionary<string, string[]> _words = [];

        public IReadOnlyList<(string Text, string Nature)> Say(int count) => [.. Enumerable.Range(0, count).Select(_ => Say(Kinds[_random.Next(Kinds.Length)]))];

        private (string Text, string Nature) Say(string nature)
        {
            var length = _random.Next(6, 12);
            return (string.Join(' ', Enumerable.Range(0, length).Select(_ => _random.Next(3) == 0 ? Of(nature, 8) : Of("", 60))), nature);
        }

        private string Of(string kind, int count)
        {
            if (!_words.TryGetValue(kind, out var words))
                _words[kind] = words = [.. Enumerable.Range(0, count).Select(_ => Word())];
            return words[_random.Next(count)] + (_random.Next(4) == 0 ? letters[_random.Next(5)].ToString() : "");
        }

        private string Word() => string.Concat(Enumerable.Range(0, _random.Next(2, 4)).Select(_ => $"{letters[_random.Next(5, letters.Length)]}{letters[_random.Next(5)]}"));
    }
}
