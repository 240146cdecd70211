using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>
/// Every port that speaks mutual TLS: spoken to in the clear, in old TLS, without a certificate, and with certificates of the platform's own authority that
/// must not pass for a workload's. The authority's key is in the state folder, so the certificates are as good as a mistake of it could make them.
/// </summary>
internal static class Handshakes
{
    private const string Probe = "spiffe://platform.local/ns/default/gateway";
    private const string Request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    public static ExamStep Step { get; } = new(
        "E50", "plaintext, TLS 1.0 and 1.1, no certificate; leaves with two names, none, of an authority, of another domain, expired", "no byte of an answer", ["TR-01", "ID-08", "MS-01"], RunAsync)
    {
        LeavesOut = "the database's port: on SQLite there is none",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var doors = scene.Platform.Inventories.SelectMany(process => process.Listeners.Where(listener => listener.Class is "mesh" or "control")
            .Select(listener => (Name: $"{process.Process} {listener.Class}", Url: new Uri(listener.Url)))).ToList();
        if (scene.Platform.StolenSecret("referrals", "ConnectionStrings__messaging") is { } broker)
            doors.Add(("the broker", new UriBuilder("https", "127.0.0.1", new Uri(broker).Port).Uri));
        foreach (var (name, url) in doors)
        {
            await Try($"{name} in the clear", new UriBuilder(url) { Scheme = "http" }.Uri, null, SslProtocols.None);
#pragma warning disable SYSLIB0039, CA5397 // The old versions are what is tried.
            await Try($"{name} by TLS 1.1", url, null, SslProtocols.Tls | SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397
            await Try($"{name} without certificate", url, null, SslProtocols.None);
        }

        using var authority = Authority(scene.Platform.State);
        var mesh = scene.Platform.Url("records-dapr", "mesh");
        var control = scene.Platform.Url("ledger", "control");
        foreach (var (what, make) in Leaves())
        {
            using var leaf = make(authority);
            foreach (var (name, url) in new[] { ("mesh", mesh), ("control", control) })
                await Try($"{name} with {what}", url, leaf, SslProtocols.None);
        }
        using var good = Leaf(authority, [Probe]);
        var right = await RawConnection.SendAsync(mesh, Encoding.ASCII.GetBytes(Request), cancellation, good);
        examination.Require("a right leaf of the same authority is answered", right.Statuses.Count == 1, right.Text);

        async Task Try(string what, Uri url, X509Certificate2? certificate, SslProtocols protocols)
        {
            var answer = await RawConnection.SendAsync(url, Encoding.ASCII.GetBytes(Request), cancellation, certificate, protocols);
            examination.Judge(what, answer.Statuses.Count == 0 && !answer.Text.Contains("HTTP/", StringComparison.Ordinal), answer.Text);
        }
    }

    private static IEnumerable<(string What, Func<X509Certificate2, X509Certificate2> Make)> Leaves()
    {
        yield return ("two names", authority => Leaf(authority, [Probe, "spiffe://platform.local/ns/default/records"]));
        yield return ("no name", authority => Leaf(authority, []));
        yield return ("a name without path", authority => Leaf(authority, ["spiffe://platform.local"]));
        yield return ("a name of another domain", authority => Leaf(authority, ["spiffe://elsewhere.example/ns/default/gateway"]));
        yield return ("a name that is no SPIFFE ID", authority => Leaf(authority, ["https://platform.local/gateway"]));
        yield return ("the marks of an authority", authority => Leaf(authority, [Probe], isAuthority: true));
        yield return ("an expired one", authority => Leaf(authority, [Probe], ago: TimeSpan.FromHours(2)));
        yield return ("one of an authority of its own", _ =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var own = new CertificateRequest("CN=platform.local workload CA", key, HashAlgorithmName.SHA256);
            own.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
            own.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(own.PublicKey, false));
            using var authority = own.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
            return Leaf(authority, [Probe]);
        });
    }

    private static X509Certificate2 Authority(string state)
    {
        var pem = File.ReadAllText(Path.Combine(state, "identity", "ca-key.pem"));
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    private static X509Certificate2 Leaf(X509Certificate2 authority, string[] names, bool isAuthority = false, TimeSpan ago = default)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            isAuthority ? X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        if (names.Length > 0)
        {
            var san = new SubjectAlternativeNameBuilder();
            foreach (var name in names)
                san.AddUri(new Uri(name));
            request.CertificateExtensions.Add(san.Build());
        }
        // Not before the authority itself, which a platform of a moment ago has made a moment ago.
        var from = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(5) - ago;
        var until = TimeProvider.System.GetUtcNow().AddHours(1) - ago;
        using var bare = request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!), from, until, RandomNumberGenerator.GetBytes(12));
        using var joined = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null);
    }
}
