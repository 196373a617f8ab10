using System.Text;
using Dapper;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>A filter as SQL conditions on conversations <c>c</c>; every value is a parameter.</summary>
internal static class CardConditions
{
    public static string Of(CardFilter filter, Dialect dialect)
    {
        var text = new StringBuilder();
        if (filter.State is not null)
            text.Append(" and c.state = @state");
        if (filter.Visible is not null)
            text.Append(" and ").Append(dialect.In("c.account_id", "visible"));
        if (filter.Account is not null)
            text.Append(" and c.account_id = @account");
        if (filter.Assignee is not null)
            text.Append(filter.Assignee == "none" ? " and c.assignee is null" : " and c.assignee = @assignee");
        if (filter.Nature is not null)
            text.Append(" and c.nature = @nature");
        if (filter.Content is not null)
            text.Append(" and c.content_id = @content");
        if (filter.PersonId is not null)
            text.Append(" and c.person_id = @person");
        return text.ToString();
    }

    public static DynamicParameters Values(CardFilter filter, object more)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new
        {
            state = filter.State,
            visible = filter.Visible?.ToArray() ?? [],
            account = filter.Account,
            assignee = filter.Assignee,
            nature = filter.Nature,
            content = filter.Content,
            person = filter.PersonId,
        });
        return values;
    }
}
