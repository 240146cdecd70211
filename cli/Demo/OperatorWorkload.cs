using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo;

/// <summary>
/// A workload identity that the operator of a platform makes for a visit: whoever can read the AppHost's proof key in the state folder can mint a proof
/// for any app-id. The demo uses it to call a service as its rightful caller would, and as a wrong one.
/// </summary>
internal sealed class OperatorWorkload : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly TokenClient tokens;
    private readonly SvidSource source;

    private OperatorWorkload(DirectoryInfo folder, SvidSource source, SvidValidation validation, WorkloadIdentityOptions options)
    {
        this.folder = folder;
        this.source = source;
        Options = options;
        Validation = validation;
        tokens = new TokenClient(options, source, validation, TimeProvider.System);
    }

    public WorkloadIdentityOptions Options { get; }
    public SvidValidation Validation { get; }
    public Svid Svid => source.Current;

    /// <summary>Mints a proof with the key in the state folder and gets an SVID for it.</summary>
    /// <exception cref="SvidUnavailableException">Identity did not issue.</exception>
    public static async Task<OperatorWorkload> BootstrapAsync(string state, string appId, Uri endpoint, Uri bootstrapEndpoint, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("platform-visit-");
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(state, "apphost", "proof-key.pem"), cancellation));
        var options = new WorkloadIdentityOptions
        {
            AppId = appId,
            Process = appId + "-visit",
            StateDirectory = folder.FullName,
            Endpoint = endpoint,
            BootstrapEndpoint = bootstrapEndpoint,
            ProofFile = Path.Combine(folder.FullName, "proof"),
            TrustBundleFile = Path.Combine(state, "identity", "ca.pem"),
        };
        await File.WriteAllTextAsync(options.ProofFile, BootstrapProof.Mint(key, options.Id, options.Process, TimeProvider.System), cancellation);
        var issuer = new RemoteSvidIssuer(options, TimeProvider.System);
        var source = new SvidSource(options, issuer, TimeProvider.System, NullLogger<SvidSource>.Instance);
        await source.RenewAsync(cancellation);
        var validation = new SvidValidation(() => source.TrustBundle, options.TrustDomain, TimeProvider.System);
        return new OperatorWorkload(folder, source, validation, options);
    }

    /// <summary>A person's token for <paramref name="audience"/>, with this workload as actor.</summary>
    public Task<BoundToken> ExchangeAsync(string userToken, string audience, CancellationToken cancellation) =>
        tokens.ExchangeAsync(userToken, audience, cancellation);

    /// <summary>A token of this workload for itself.</summary>
    public Task<BoundToken> WorkloadTokenAsync(string audience, CancellationToken cancellation) => tokens.WorkloadTokenAsync(audience, cancellation);

    /// <summary>As <see cref="ExchangeAsync"/>, with a life of one second, for showing that an expired token is refused.</summary>
    public Task<BoundToken> BriefTokenAsync(string userToken, string audience, CancellationToken cancellation) => BriefAsync(new()
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
        ["subject_token"] = userToken,
        ["audience"] = audience,
        ["requested_expires_in"] = "1",
    }, cancellation);

    /// <summary>As <see cref="WorkloadTokenAsync"/>, with a life of one second.</summary>
    public Task<BoundToken> BriefWorkloadTokenAsync(string audience, CancellationToken cancellation) => BriefAsync(new()
    {
        ["grant_type"] = "client_credentials",
        ["audience"] = audience,
        ["requested_expires_in"] = "1",
    }, cancellation);

    private async Task<BoundToken> BriefAsync(Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var client = new HttpClient(MutualTls.CreateHandler(Svid, Validation, Options.IdOf("identity")));
        using var response = await client.PostAsync(new Uri(Options.Endpoint!, "/token"), new FormUrlEncodedContent(form), cancellation);
        response.EnsureSuccessStatusCode();
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!;
        return new BoundToken((string)answer["access_token"]!, TimeProvider.System.GetUtcNow().AddSeconds(1), Svid);
    }

    public void Dispose()
    {
        tokens.Dispose();
        source.Dispose();
        folder.Delete(recursive: true);
    }
}
