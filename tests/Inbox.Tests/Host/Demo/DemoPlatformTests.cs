using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Host;
using Inbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Tests.Host.Demo;

public sealed class DemoPlatformTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly DemoScript _script = DemoScript.Read();

    [Fact]
    public async Task Every_delivery_reads_back_as_it_was_meant_through_the_real_channels()
    {
        await WithChannelsAsync(channels =>
        {
            foreach (var person in _script.People.Where(p => p.Account.Platform is not null))
            {
                var (pen, ids) = (DemoPen.Of(person), new HashSet<string>());
                foreach (var letter in person.Letters.Where(l => l.Move != DemoMove.Colleague))
                {
                    var message = Read(channels, pen.Write(letter, Start));
                    Assert.Equal(letter.Text, message.Body.Text);
                    Assert.Equal(letter.Move == DemoMove.Staff ? Direction.Out : Direction.In, message.Direction);
                    Assert.Equal(Start, message.SentAt ?? message.ReceivedAt);
                    Assert.Equal(letter.Files.Count, message.Body.Attachments?.Count ?? 0);
                    Assert.True(ids.Add(message.ExternalKey));
                    if (message.Direction == Direction.In)
                        Assert.Equal(person.Name, message.Author.Name);
                }
            }
        });
    }

    [Fact]
    public async Task Who_is_answered_in_private_goes_on_in_private_and_comes_back_to_the_post_with_something_new()
    {
        await WithChannelsAsync(channels =>
        {
            var pen = DemoPen.Of(_script.People.Single(p => p.Name == "Ilan Abitbol"));
            var talk = _script.Accounts.Single(a => a.Brand == pen.Person.Brand && a.Key == "talk");
            var comment = Read(channels, pen.Write(pen.Person.Letters[0], Start));
            var reply = new SendReply("r", 1, "c", "a", talk.Channel, comment.Author, Visibility.Private, "Oui !", "Nadia", Start);

            pen.Get(reply, "m_1", talk, Start);
            var answer = pen.Write(pen.Person.Letters.First(l => l.Move == DemoMove.Answer), Start.AddMinutes(1));
            var anew = pen.Write(pen.Person.Letters.First(l => l.Move == DemoMove.Live), Start.AddMinutes(2));

            Assert.Equal(talk, answer.Account);
            Assert.Equal((Visibility.Private, comment.Author.ExternalId), (Read(channels, answer).Visibility, Read(channels, answer).Author.ExternalId));
            Assert.Equal((Visibility.Public, comment.Content), (Read(channels, anew).Visibility, Read(channels, anew).Content));
        });
    }

    [Fact]
    public void Nobody_writes_where_the_account_is_red()
    {
        var pens = _script.People.Select(DemoPen.Of).ToList();
        var pace = new DemoPace(_script, pens, Start, 1);

        var writers = Enumerable.Range(1, 1200).SelectMany(s => pace.Take(Start.AddSeconds(s)).ToList()).Select(t => t.Pen.Person.Account).ToList();

        Assert.Contains(_script.Accounts, a => a.Trouble is not null);
        Assert.All(writers, account => Assert.Null(account.Trouble));
        Assert.True(writers.Distinct().Count() >= 9);
    }

    private static MessageReceived Read(ChannelList channels, DemoDelivery delivery)
    {
        var account = new Account("a", delivery.Account.Channel, "", delivery.Account.Settings, HealthState.Green, null, null);
        var read = channels.Find(account.Channel)!.Pack(account, delivery.Bytes, delivery.At, Origin.Incoming, () => Id.New(Clock.System));
        Assert.Null(read.Unreadable);
        return Assert.IsType<MessageReceived>(Assert.Single(read.Events));
    }

    private static async Task WithChannelsAsync(Action<ChannelList> look)
    {
        var cancel = TestContext.Current.CancellationToken;
        string[] words = ["--Urls", "http://127.0.0.1:0"];
        using var folder = new DemoFolder();
        await using var app = await Inbox.Host.Demo.StartAsync(Inbox.Host.Demo.Settings(words, folder), words, cancel);
        await using var database = app.Services.GetRequiredService<Database>();
        look(app.Services.GetRequiredService<ChannelList>());
        await app.StopAsync(cancel);
    }
}
