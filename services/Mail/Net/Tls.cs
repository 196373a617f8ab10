using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Inbox.Mail.Net;

/// <summary>Wraps a stream in TLS and says in plain words what is wrong with a certificate that is not accepted.</summary>
internal sealed class Tls(string host, MailConnection connection)
{
    private MailFailure? _verdict;

    public async Task<SslStream> Wrap(Stream plain, CancellationToken ct)
    {
        var stream = new SslStream(plain);
        try
        {
            await stream.AuthenticateAsClientAsync(Options(), ct);
            return stream;
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException)
        {
            throw new MailFailureException(_verdict ?? new(FailureKind.Tls, $"The secure connection to {host} could not be set up.",
                "Check that the port belongs to the chosen kind of encryption: 993 or 465 for TLS, 143 or 587 for STARTTLS."), failed);
        }
    }

    // Revocation lists and intermediate certificates would be fetched from addresses that the server chooses: neither is.
    private SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = host,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(certificate as X509Certificate2, chain, errors),
        CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
    };

    private bool Accept(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        _verdict = certificate is null
            ? Verdict($"{host} sent no certificate.", "Ask whoever runs the server to install one.")
            : Problem(certificate, chain, errors);
        return _verdict is null;
    }

    private MailFailure? Problem(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var now = connection.Time.GetUtcNow();
        if (now > certificate.NotAfter.ToUniversalTime())
            return Verdict($"{host} uses a certificate that expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}.", "Whoever runs the server must renew it.");
        if (now < certificate.NotBefore.ToUniversalTime())
            return Verdict($"{host} uses a certificate that is valid only from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}.", "Check the clock of both machines.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return Verdict($"{host} uses a certificate for another name ({Names(certificate)}).", "Enter the server name that the certificate was made for.");
        if (connection.ExtraTrusted.Any(trusted => trusted.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))) return null;
        if (SignedByExtra(certificate, chain)) return null;
        return certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
            ? Verdict($"{host} uses a certificate that it signed itself.", "If it is your own server, add its certificate to the trusted ones.")
            : Verdict($"{host} uses a certificate from an authority that is not trusted here, or sends its chain incomplete.",
                "Ask whoever runs the server to send the whole chain, or add the authority to the trusted ones.");
    }

    private bool SignedByExtra(X509Certificate2 certificate, X509Chain? sent)
    {
        if (connection.ExtraTrusted.Count == 0) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        foreach (var trusted in connection.ExtraTrusted) chain.ChainPolicy.CustomTrustStore.Add(trusted);
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
        var shown = string.Join(", ", names.Take(5));
        return shown.Length > 0 ? shown : certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
    }

    private static MailFailure Verdict(string problem, string advice) => new(FailureKind.Tls, problem, advice);
}
