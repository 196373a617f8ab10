using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Host;

/// <summary>The brands' mailboxes and those who answer for them.</summary>
internal sealed class DemoOffice(Accounts accounts, StaffMembers members, DemoDesk desk, TimeProvider clock)
{
    private Dictionary<string, string> _staff = [];

    /// <summary>Connects the mailboxes and lets the colleagues in.</summary>
    public async Task<IReadOnlyDictionary<DemoBrand, Account>> OpenAsync(ChannelList channels, CancellationToken cancel)
    {
        var email = channels.Find("email")!.Description;
        var opened = new Dictionary<DemoBrand, Account>();
        foreach (var brand in DemoBrand.All)
        {
            var account = await accounts.AddAsync(email, brand.Name, new Dictionary<string, string> { ["address"] = brand.Address }, cancel);
            await accounts.SetHealthAsync(account.Id, HealthState.Green, null, cancel);
            opened[brand] = account;
        }
        foreach (var one in DemoStaff.Colleagues)
            if (await members.AddAsync(one.Email, one.Name, Gateway.Role.Agent, cancel) is { } invited)
                _staff[one.Name.Split(' ')[0]] = invited.Id;
        return opened;
    }

    /// <summary>What staff did before the demo starts: closed, held, tagged, noted.</summary>
    public async Task TidyAsync(IReadOnlyDictionary<DemoBrand, Account> opened, IEnumerable<DemoPerson> people, CancellationToken cancel)
    {
        foreach (var person in people.Where(p => p.Acts.Count > 0))
            if (await desk.FindAsync(opened[person.Brand], person, person.History.First().Subject!, cancel) is { } card)
                foreach (var (act, how) in person.Acts)
                    await desk.ActAsync(card.Id, act, how, _staff, clock.GetUtcNow(), cancel);
    }

    /// <summary>A colleague answers, unless somebody did.</summary>
    public async Task AnswerAsync(Account account, DemoPerson person, string subject, DemoLetter letter, CancellationToken cancel)
    {
        if (await desk.FindAsync(account, person, subject, cancel) is not { State: States.Waiting } card)
            return;
        var (staff, id) = (DemoStaff.Named(letter.Staff!), _staff[letter.Staff!]);
        await desk.Assign.RunAsync(card.Id, id, id, cancel);
        await desk.PostReply.RunAsync(new(card.Id, id, staff.Name, Id.New(clock), letter.Text, null, null, []), cancel);
    }
}
