using System.Text;
using Inbox.Insights;

namespace Inbox.Tests.Insights.Endpoint;

/// <summary>Whatever an endpoint answers, only a nature that there is and words that were sent come in.</summary>
public sealed class EndpointAnswerTests
{
    private const string Sent = "Where is my parcel? It is broken.";

    [Fact]
    public void A_nature_with_words_of_the_text_is_taken() =>
        Assert.Equal(new Finding("complaint", "endpoint", "quote: It is broken"), Read(ChatCompletions.Says("complaint", "It is broken", "stop").Body).Nature);

    [Theory]
    [InlineData("""{"nature":"admin","evidence":"broken"}""")]
    [InlineData("""{"nature":"complaint","evidence":"You are fired"}""")]
    [InlineData("""{"nature":"complaint","evidence":""}""")]
    [InlineData("""{"nature":"complaint","evidence":" "}""")]
    [InlineData("""{"nature":"complaint"}""")]
    [InlineData("""{"nature":["complaint"],"evidence":"broken"}""")]
    [InlineData("""{"nature":"complaint","evidence":"broken","assign":"me"}""")]
    [InlineData("""{"nature":"spam","nature":"complaint","evidence":"broken"}""")]
    [InlineData("""[{"nature":"complaint","evidence":"broken"}]""")]
    [InlineData("""Sure! {"nature":"complaint","evidence":"broken"}""")]
    [InlineData("""{"nature":"complaint","evidence":"broken"} and more""")]
    [InlineData("complaint")]
    [InlineData("")]
    public void Anything_else_in_the_message_is_refused(string content) => Assert.NotNull(Refused(ChatCompletions.Says(content).Body));

    [Theory]
    [InlineData("")]
    [InlineData("<html>login</html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":{}}""")]
    [InlineData("""{"choices":[7]}""")]
    [InlineData("""{"choices":[{"message":"x"}]}""")]
    [InlineData("""{"choices":[{"finish_reason":5,"message":{"content":"{\"nature\":\"complaint\",\"evidence\":\"broken\"}"}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"length","message":{"content":"{\"nature\":\"complaint\",\"evidence\":\"broken\"}"}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I cannot"}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"{\"nature\":\"complaint\",\"evidence\":\"broken\"}"}},{"message":{"content":"{}"}}]}""")]
    public void What_is_no_completion_said_to_its_end_is_refused(string body) => Assert.NotNull(Refused(body));

    [Fact]
    public void An_answer_nested_very_deep_is_refused() => Assert.NotNull(Refused(new string('[', 30_000)));

    [Fact]
    public void Words_longer_than_a_sentence_are_no_evidence()
    {
        var text = new string('a', 500);

        Assert.Null(EndpointAnswer.Read(Encoding.UTF8.GetBytes(ChatCompletions.Says("spam", text, "stop").Body), text).Nature);
    }

    /// <summary>Why it is refused; what was answered is not in it, since it may hold anything.</summary>
    private static string? Refused(string body)
    {
        var (nature, problem) = Read(body);
        Assert.Null(nature);
        Assert.DoesNotContain("broken", problem, StringComparison.Ordinal);
        return problem;
    }

    private static (Finding? Nature, string? Problem) Read(string body) => EndpointAnswer.Read(Encoding.UTF8.GetBytes(body), Sent);
}
