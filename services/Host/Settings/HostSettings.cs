using Inbox.Insights;

namespace Inbox.Host;

/// <summary>The settings that decide what this process is. Read once, checked before anything starts.</summary>
internal sealed record HostSettings
{
    private static readonly string[] AnyAddress = ["*", "+", "0.0.0.0", "[::]"];

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

    /// <summary>How long what was accepted and not taken up waits for its next try.</summary>
    public required int RetrySeconds { get; init; }

    /// <summary>How long until a site that tells nothing by itself is asked again.</summary>
    public required int LookSeconds { get; init; }

    /// <summary>Hosts that may be connected to although their addresses are private.</summary>
    public required IReadOnlySet<string> AllowedHosts { get; init; }

    /// <summary>A PEM file with certificates to trust beside the system's, for self-hosted mail servers.</summary>
    public string? TrustedCertificates { get; init; }

    /// <summary>Addresses of proxies whose forwarded headers are believed.</summary>
    public required IReadOnlyList<string> TrustedProxies { get; init; }

    /// <summary>The endpoint that may suggest instead of the rules and the model; null, as it is unless somebody names one, for none.</summary>
    public SuggestEndpoint? Suggest { get; init; }

    /// <summary>Whether people are invented and everything is thrown away in the end.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether this installation can be reached from this machine only.</summary>
    public bool IsLocal => Urls.Split(';').All(u => Uri.TryCreate(u, UriKind.Absolute, out var url) && url.IsLoopback);

    /// <summary>Whether the system chooses the port (<c>:0</c>), so that <see cref="PublicUrl"/> is known only once it listens.</summary>
    public bool IsPortChosenLater => PublicUrl.Port == 0;

    public bool Has(Role role) => Roles.Contains(role);

    /// <summary>Reads the settings; an error says which key, what is wrong with it and what to write instead.</summary>
    public static HostSettings Read(IConfiguration configuration)
    {
        var roles = ReadRoles(configuration["Inbox:Roles"]);
        var settings = new HostSettings
        {
            Roles = roles,
            Data = Path.GetFullPath(Text(configuration["Inbox:Data"]) ?? "data"),
            Urls = ReadUrls(configuration["Urls"]),
            PublicUrl = ReadUrl(configuration),
            Postgres = Text(configuration.GetConnectionString("Postgres")),
            RabbitMq = ReadRabbitMq(configuration.GetConnectionString("RabbitMq")),
            Key = Text(configuration["Inbox:Key"]),
            UndoSeconds = ReadSeconds(configuration, "UndoSeconds", 10, 0, 120),
            RetrySeconds = ReadSeconds(configuration, "RetrySeconds", 30, 1, 600),
            LookSeconds = ReadSeconds(configuration, "LookSeconds", 10, 1, 3600),
            AllowedHosts = Words(configuration["Inbox:AllowedHosts"]).ToHashSet(StringComparer.OrdinalIgnoreCase),
            TrustedCertificates = ReadFile(configuration["Inbox:TrustedCertificates"]),
            TrustedProxies = Words(configuration["Inbox:TrustedProxies"]),
            Suggest = SuggestSettings.Read(configuration),
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
        if (names.Length == 0)
            throw new SettingsException($"Inbox__Roles is '{text}', which names no role. Write all, or some of {string.Join(", ", Enum.GetNames<Role>()).ToLowerInvariant()}, with commas between.");
        return [.. names.Select(n => Enum.GetNames<Role>().Contains(n, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<Role>(n, ignoreCase: true)
            : throw new SettingsException($"Inbox__Roles holds '{n}'. Write all, or some of {string.Join(", ", Enum.GetNames<Role>()).ToLowerInvariant()}, with commas between."))];
    }

    private static Uri ReadUrl(IConfiguration configuration)
    {
        var text = Text(configuration["Inbox:PublicUrl"]) ?? Openable(ReadUrls(configuration["Urls"]).Split(';')[0]);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0
            ? url
            : throw new SettingsException($"Inbox__PublicUrl is '{text}'. Write the address that people open, such as https://inbox.example.com.");
    }

    private static string ReadUrls(string? text)
    {
        var urls = (Text(text) ?? "http://localhost:5080").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0 || Array.Find(urls, u => !Uri.TryCreate(Openable(u), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) is not null)
            throw new SettingsException($"Urls is '{text}'. Write where to listen, such as http://localhost:5080; several with semicolons between.");
        return string.Join(';', urls);
    }

    /// <summary>An address to listen on as one that a person on this machine can open.</summary>
    private static string Openable(string url) => AnyAddress.Aggregate(url, (u, any) => u.Replace($"//{any}", "//localhost", StringComparison.Ordinal));

    private static string? ReadRabbitMq(string? value) => Text(value) switch
    {
        null => null,
        var t when Uri.TryCreate(t, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" => t,
        _ => throw new SettingsException("ConnectionStrings__RabbitMq is not an address of a broker. Write amqp://user:password@host:5672/vhost, or amqps:// for TLS; what is special in the password as %40."),
    };

    private static string? ReadFile(string? value) => Text(value) is not { } file || File.Exists(file)
        ? Text(value)
        : throw new SettingsException($"Inbox__TrustedCertificates names '{file}', which is not there. Write the path of a PEM file, or leave the setting out.");

    private static int ReadSeconds(IConfiguration configuration, string key, int usual, int least, int most) => Text(configuration[$"Inbox:{key}"]) switch
    {
        null => usual,
        var t when int.TryParse(t, out var n) && n >= least && n <= most => n,
        var t => throw new SettingsException($"Inbox__{key} is '{t}'. Write whole seconds from {least} to {most}."),
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
