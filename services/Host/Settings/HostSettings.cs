namespace Inbox.Host;

/// <summary>The settings that decide what this process is. Read once, checked before anything starts.</summary>
internal sealed record HostSettings
{
    public required IReadOnlySet<Role> Roles { get; init; }

    /// <summary>Where the SQLite file and the key live.</summary>
    public required string Data { get; init; }

    public required string Urls { get; init; }

    /// <summary>The address that links carry; the first listening address when none is set.</summary>
    public required Uri PublicUrl { get; init; }

    public string? Postgres { get; init; }

    public string? RabbitMq { get; init; }

    public string? Key { get; init; }

    /// <summary>How long a reply waits so that it can be undone.</summary>
    public required int UndoSeconds { get; init; }

    /// <summary>Hosts that may be connected to although their addresses are private.</summary>
    public required IReadOnlySet<string> AllowedHosts { get; init; }

    /// <summary>A PEM file with certificates to trust beside the system's, for self-hosted mail servers.</summary>
    public string? TrustedCertificates { get; init; }

    /// <summary>Addresses of proxies whose forwarded headers are believed.</summary>
    public required IReadOnlyList<string> TrustedProxies { get; init; }

    /// <summary>Whether this installation can be reached from this machine only.</summary>
    public bool IsLocal => Urls.Split(';').All(u => Uri.TryCreate(u, UriKind.Absolute, out var url) && url.IsLoopback);

    public bool Has(Role role) => Roles.Contains(role);

    /// <summary>Reads the settings; an error says which key, what is wrong with it and what to write instead.</summary>
    public static HostSettings Read(IConfiguration configuration)
    {
        var roles = ReadRoles(configuration["Inbox:Roles"]);
        var settings = new HostSettings
        {
            Roles = roles,
            Data = Path.GetFullPath(Text(configuration["Inbox:Data"]) ?? "data"),
            Urls = Text(configuration["Urls"]) ?? "http://localhost:5080",
            PublicUrl = ReadUrl(configuration),
            Postgres = Text(configuration.GetConnectionString("Postgres")),
            RabbitMq = Text(configuration.GetConnectionString("RabbitMq")),
            Key = Text(configuration["Inbox:Key"]),
            UndoSeconds = ReadSeconds(configuration["Inbox:UndoSeconds"]),
            AllowedHosts = Words(configuration["Inbox:AllowedHosts"]).ToHashSet(StringComparer.OrdinalIgnoreCase),
            TrustedCertificates = Text(configuration["Inbox:TrustedCertificates"]),
            TrustedProxies = Words(configuration["Inbox:TrustedProxies"]),
        };
        var missing = string.Join(" and ", Missing(settings));
        return missing.Length == 0 || roles.Count == Enum.GetValues<Role>().Length
            ? settings
            : throw new SettingsException($"A host that runs only {string.Join(", ", roles).ToLowerInvariant()} shares its work with others, so it needs {missing}. Set {missing}, or run all roles.");
    }

    private static IEnumerable<string> Missing(HostSettings s)
    {
        if (s.Postgres is null)
            yield return "ConnectionStrings__Postgres";
        if (s.RabbitMq is null)
            yield return "ConnectionStrings__RabbitMq";
    }

    private static HashSet<Role> ReadRoles(string? text)
    {
        var names = Words(Text(text) ?? "all");
        if (names is ["all"])
            return [.. Enum.GetValues<Role>()];
        return [.. names.Select(n => Enum.TryParse<Role>(n, ignoreCase: true, out var role) && Enum.IsDefined(role)
            ? role
            : throw new SettingsException($"Inbox__Roles holds '{n}'. Write all, or some of {string.Join(", ", Enum.GetNames<Role>()).ToLowerInvariant()}, with commas between."))];
    }

    private static Uri ReadUrl(IConfiguration configuration)
    {
        var text = Text(configuration["Inbox:PublicUrl"]) ?? (Text(configuration["Urls"]) ?? "http://localhost:5080").Split(';')[0].Replace("*", "localhost").Replace("+", "localhost").Replace("0.0.0.0", "localhost");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new SettingsException($"Inbox__PublicUrl is '{text}'. Write the address that people open, such as https://inbox.example.com.");
    }

    private static int ReadSeconds(string? text) => Text(text) switch
    {
        null => 10,
        var t when int.TryParse(t, out var n) && n is >= 0 and <= 120 => n,
        var t => throw new SettingsException($"Inbox__UndoSeconds is '{t}'. Write whole seconds from 0 to 120."),
    };

    private static string[] Words(string? text) => (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>What a process can do of the whole.</summary>
internal enum Role
{
    Connectors,
    Threads,
    Insights,
    Gateway,
}

/// <summary>A setting is wrong; the message says which and what to write.</summary>
internal sealed class SettingsException(string message) : Exception(message);
