namespace Inbox.Tests.Architecture;

public sealed class TableOwnerTests
{
    [Fact]
    public void Each_table_is_written_by_the_project_that_makes_it_and_by_no_other()
    {
        var statements = Statements().ToList();
        var owners = statements.SelectMany(piece => SqlText.Made(piece.Sql).Select(table => (table, piece.Project))).Distinct().ToLookup(made => made.table, made => made.Project);
        var foreign =
            from piece in statements
            from table in SqlText.Written(piece.Sql)
            where table == "{}" ? piece.Project != "Storage" : !owners[table].SequenceEqual([piece.Project])
            select $"{piece.Path} writes {table}, which {Owner(owners[table])}";

        Assert.NotEmpty(owners);
        Findings.None(foreign);
    }

    [Theory]
    [InlineData("insert into asks (id) values (@id) on conflict (id) do update set x = 1", "asks")]
    [InlineData("insert or ignore into \"asks\" select 1", "asks")]
    [InlineData("update asks\nset x = 1", "asks")]
    [InlineData("update asks as a set x = 1", "asks")]
    [InlineData("update asks a\n  set x = 1", "asks")]
    [InlineData("DELETE FROM main.asks where id = 1", "asks")]
    [InlineData("with gone as (delete from asks returning id) insert into acts select id from gone", "asks,acts")]
    [InlineData("copy asks (id, x) from stdin (format binary)", "asks")]
    [InlineData("insert into {} (id) values (1)", "{}")]
    [InlineData("select id from asks for update skip locked", "")]
    [InlineData("-- insert into asks\nselect 1", "")]
    [InlineData("This answers what to update in asks.", "")]
    public void A_write_is_seen(string sql, string tables) => Assert.Equal(tables, string.Join(',', SqlText.Written(sql)));

    [Theory]
    [InlineData("create table asks (id text)", "asks")]
    [InlineData("create table if not exists asks (id text)", "asks")]
    [InlineData("create virtual table search using fts5 (text)", "search")]
    [InlineData("create index asks_by_time on asks (asked_at)", "")]
    public void A_new_table_is_seen(string sql, string tables) => Assert.Equal(tables, string.Join(',', SqlText.Made(sql)));

    static IEnumerable<(string Project, string Path, string Sql)> Statements() =>
        SourceTree.Files("services", ".sql").Select(path => (SourceTree.Project(path), path, SourceTree.Read(path)))
            .Concat(SourceTree.Files("services", ".cs").SelectMany(path => CSharpText.Read(SourceTree.Read(path)).Strings.Select(text => (SourceTree.Project(path), path, text))));

    static string Owner(IEnumerable<string> owners) => owners.ToList() switch
    {
        [] => "nobody makes",
        [var one] => $"is {one}'s",
        var several => $"is made by {string.Join(" and ", several)}",
    };
}
