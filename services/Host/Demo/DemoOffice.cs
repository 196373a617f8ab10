using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Host;

/// <summary>The brands' accounts and those who answer for them.</summary>
internal sealed class DemoOffice(Accounts accounts, StaffMembers members, DemoDesk desk, TimeProvider clock)
{
    private Dictionary<string, string> _staff = [];

    /// <summary>Connects the accounts and lets the colleagues in.</summary>
    public async Task<IReadOnlyDictionary<DemoAccount, Account>> OpenAsync(IEnumerable<DemoAccount> wanted, ChannelList channels, CancellationToken cancel)
    {
        var opened = new Dictionary<DemoAccount, Account>();
        foreach (var one in wanted)
        {
            var channel = channels.Find(one.Channel) ?? throw new InvalidDataException($"The demo's letters name the channel '{one.Channel}', which this build does not have.");
            var account = await accounts.AddAsync(channel.Description, one.Name, one.Settings, cancel);
            await accounts.SetHealthAsync(account.Id, one.Trouble is null ? HealthState.Green : HealthState.Red, one.Trouble, cancel);
            opened[one] = account;
        }
        foreach (var one in DemoStaff.Colleagues)
            if (await members.AddAsync(one.Email, one.Name, Gateway.Role.Agent, cancel) is { } invited)
                _staff[one.Name.Split(' ')[0]] = invited.Id;
        return opened;
    }

    /// <summary>What staff did before the demo starts: closed, held, tagged, noted, answered in private.</summary>
    public async Task TidyAsync(IReadOnlyDictionary<DemoAccount, Account> opened, IEnumerable<DemoPerson> people, CancellationToken cancel)
    {
        foreach (var person in people.Where(p => p.Acts.Count > 0))
            if (await desk.FindAsync(opened[person.Account], person, person.Opening, cancel) is { } card)
                foreach (var (act, how) in person.Acts)
                    await desk.ActAsync(card.Id, act, how, _staff, clock.GetUtcNow(), cancel);
    }

    /// <summary>What staff said of the conversations of the months before, and that they are over.</summary>
    public async Task TidyAsync(IReadOnlyDictionary<DemoAccount, Account> opened, IReadOnlyList<DemoVisit> past, CancellationToken cancel)
    {
        var cards = (await desk.AllAsync(cancel)).ToLookup(c => (c.AccountId, c.Person.Name, About: c.Content?.Title ?? c.Subject));
        foreach (var visit in past)
            if (cards[(opened[visit.Talk.Account].Id, visit.Reader.Name, visit.Talk.Post?.Title ?? visit.Talk.Letters[0].Subject)].FirstOrDefault() is { } card)
                foreach (var (act, how) in visit.Talk.Acts)
                    await desk.ActAsync(card.Id, act, how, _staff, clock.GetUtcNow(), cancel);
    }

    /// <summary>A colleague answers, unless somebody did.</summary>
    public async Task AnswerAsync(Account account, DemoPerson person, string? subject, DemoLetter letter, CancellationToken cancel)
    {
        if (await desk.FindAsync(account, person, subject, cancel) is not { State: States.Waiting } card)
            return;
        var (staff, id) = (DemoStaff.Named(letter.Staff!), _staff[letter.Staff!]);
        await desk.Assign.RunAsync(card.Id, id, id, cancel);
        await desk.PostReply.RunAsync(new(card.Id, id, staff.Name, Id.New(clock), letter.Text, null, null, []), cancel);
    }
}
