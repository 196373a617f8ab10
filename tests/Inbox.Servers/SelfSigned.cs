using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Inbox.Servers;

/// <summary>Certificates for servers of tests.</summary>
public static class SelfSigned
{
    /// <summary>For localhost and 127.0.0.1, valid now.</summary>
    public static X509Certificate2 ForLocalhost() => For("localhost", TimeSpan.FromDays(-1), TimeSpan.FromDays(30));

    /// <summary>For one name (and 127.0.0.1 when it is localhost), valid between two moments that are counted from now.</summary>
    public static X509Certificate2 For(string name, TimeSpan from, TimeSpan until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost") names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = new Clock().GetUtcNow();
        return request.CreateSelfSigned(now + from, now + until);
    }

    private sealed class Clock : TimeProvider;
}
