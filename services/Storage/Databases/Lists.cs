using System.Data;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Inbox.Storage;

/// <summary>
/// A list of texts is one parameter: an array for PostgreSQL, a JSON text for SQLite. Dapper would write out one parameter for each element, whose names SQLite compares
/// one by one.
/// </summary>
internal sealed class Lists : SqlMapper.ITypeHandler
{
    public static void Register()
    {
        foreach (var type in new[] { typeof(string[]), typeof(List<string>), typeof(IReadOnlyList<string>), typeof(IReadOnlyCollection<string>), typeof(IEnumerable<string>) })
            SqlMapper.AddTypeHandler(type, new Lists());
    }

    public void SetValue(IDbDataParameter parameter, object value) => parameter.Value = value switch
    {
        IEnumerable<string> list when parameter is SqliteParameter => JsonSerializer.Serialize(list),
        IEnumerable<string> list => list.ToArray(),
        _ => DBNull.Value,
    };

    public object Parse(Type destinationType, object value) => throw new NotSupportedException("Lists are only asked for, never stored.");
}
