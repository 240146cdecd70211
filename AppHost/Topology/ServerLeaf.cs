using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.AppHost.Topology;

/// <summary>The certificate of a server that is not ours, broker or database. It cannot ask Identity itself, so the AppHost does, with a proof in its name.</summary>
internal static class ServerLeaf
{
    public const string Certificate = "server.pem";
    public const string Key = "server.key";
    public const string TrustBundle = "ca.pem";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(15);

    /// <summary>Writes certificate, key and trust bundle into the folder, unless a certificate of today's authority is there and has half its life left.</summary>
    /// <exception cref="DistributedApplicationException">Identity did not issue one.</exception>
    public static async Task WriteAsync(string folder, string trustBundlePem, Uri bootstrap, Func<string> prove, TimeProvider clock, CancellationToken cancellation)
    {
        PrivateFiles.Write(Path.Combine(folder, TrustBundle), trustBundlePem);
        using var authority = X509Certificate2.CreateFromPem(trustBundlePem);
        if (IsStillGood(folder, authority, clock))
            return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        var chain = await AskAsync(authority, bootstrap, prove(), request, cancellation);
        PrivateFiles.Write(Path.Combine(folder, Key), key.ExportPkcs8PrivateKeyPem());
        PrivateFiles.Write(Path.Combine(folder, Certificate), chain);
    }

    private static bool IsStillGood(string folder, X509Certificate2 authority, TimeProvider clock)
    {
        var file = Path.Combine(folder, Certificate);
        if (!File.Exists(file) || !File.Exists(Path.Combine(folder, Key)))
            return false;
        using var leaf = X509Certificate2.CreateFromPem(File.ReadAllText(file));
        return Chains(leaf, authority) && leaf.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime > RenewBefore;
    }

    private static async Task<string> AskAsync(X509Certificate2 authority, Uri bootstrap, string proof, string request, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented is X509Certificate2 server && IsIdentity(server, authority),
            },
        };
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var answer = await client.PostAsJsonAsync(new Uri(bootstrap, "/bootstrap"), new { proof, csr = request }, cancellation);
        return answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<Issued>(cancellation) is { CertificateChain.Length: > 0 } issued
            ? issued.CertificateChain
            : throw new DistributedApplicationException($"Identity answered {(int)answer.StatusCode} when it was asked for a server's certificate.");
    }

    // Only Identity's own SVID has its app-id as common name; the proof must not reach anybody else.
    private static bool IsIdentity(X509Certificate2 server, X509Certificate2 authority) => Chains(server, authority) && server.Subject == "CN=identity";

    private static bool Chains(X509Certificate2 leaf, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(leaf);
    }

    private sealed record Issued(string CertificateChain);
}
