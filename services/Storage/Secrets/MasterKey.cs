using System.Security.Cryptography;

namespace Inbox.Storage;

/// <summary>The 32 bytes from which every other key of this installation is derived (HKDF, RFC 5869).</summary>
public sealed class MasterKey(byte[] bytes)
{
    /// <summary>A key for one purpose; knowing it tells nothing about the others.</summary>
    /// <param name="purpose">For example <c>threads</c> or <c>secrets</c>.</param>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 32, info: System.Text.Encoding.UTF8.GetBytes($"inbox/{purpose}"));

    /// <summary>
    /// Finds the key: the setting <c>Inbox:Key</c> (base 64, 32 bytes); else, for SQLite, a file readable by its owner alone beside the data;
    /// else a row that all services of one PostgreSQL share. Makes one on first start.
    /// </summary>
    public static async Task<MasterKey> FindAsync(string? setting, string? file, Database database, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(setting))
            return new(Parse(setting, "the setting Inbox:Key"));
        return file is null ? await FromDatabaseAsync(database, cancel) : await FromFileAsync(file, cancel);
    }

    private static async Task<MasterKey> FromFileAsync(string file, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file))
        {
            var fresh = $"{file}.{Environment.ProcessId}";
            await File.WriteAllTextAsync(fresh, NewText(), cancel);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            if (!TryMove(fresh, file))
                File.Delete(fresh);
        }
        return new(Parse(await File.ReadAllTextAsync(file, cancel), file));
    }

    /// <summary>False when another process was first.</summary>
    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    private static async Task<MasterKey> FromDatabaseAsync(Database database, CancellationToken cancel)
    {
        var text = await database.WriteAsync(
            async transaction =>
            {
                await transaction.RunAsync("insert into keys (name, value) values ('master', @value) on conflict do nothing", new { value = NewText() }, cancel);
                return await transaction.OneAsync<string>("select value from keys where name = 'master'", null, cancel);
            },
            cancel);
        return new(Parse(text!, "the table keys"));
    }

    private static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static byte[] Parse(string text, string where)
    {
        var bytes = new byte[33];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var n) && n == 32
            ? bytes[..32]
            : throw new MasterKeyException($"The key in {where} is not 32 bytes in base 64. Restore it from your backup; with another key, stored passwords cannot be read.");
    }
}

/// <summary>The master key that was found cannot be used; the message says where it is and what to do.</summary>
public sealed class MasterKeyException(string message) : Exception(message);
