using System.Security.Cryptography;

namespace Inbox.Gateway;

/// <summary>
/// Passwords at rest: PBKDF2-HMAC-SHA-256 with 600,000 iterations (OWASP Password Storage Cheat Sheet) and 16 bytes of salt. Form:
/// <c>pbkdf2-sha256.ITERATIONS.SALT.HASH</c>. Hashing is heavy on purpose, so only a few run at once and the rest of the product keeps its cores.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private const int Iterations = 600_000;
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>A hash that no password fits, to spend the same time on unknown addresses.</summary>
    private static readonly string Nobody = $"pbkdf2-sha256.{Iterations}.{Convert.ToBase64String(new byte[16])}.{Convert.ToBase64String(new byte[32])}";

    public Task<string> HashAsync(string password, CancellationToken cancel)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return AloneAsync(() => $"pbkdf2-sha256.{Iterations}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(Derive(password, salt, Iterations))}", cancel);
    }

    /// <summary>Whether the password is the stored one; takes as long when there is none.</summary>
    public Task<bool> VerifyAsync(string password, string? stored, CancellationToken cancel)
    {
        var parts = (stored ?? Nobody).Split('.');
        return AloneAsync(
            () => CryptographicOperations.FixedTimeEquals(
                Derive(password, Convert.FromBase64String(parts[2]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)),
                Convert.FromBase64String(parts[3])) && stored is not null,
            cancel);
    }

    public void Dispose() => _turns.Dispose();

    private async Task<T> AloneAsync<T>(Func<T> work, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Normalize(System.Text.NormalizationForm.FormKC), salt, iterations, HashAlgorithmName.SHA256, 32);
}
