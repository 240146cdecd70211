using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.WorkloadIdentity;

/// <summary>Identity's CA over the network: `/bootstrap` with the proof file, later `/svid` with the current SVID.</summary>
internal sealed class RemoteSvidIssuer(WorkloadIdentityOptions options, TimeProvider clock) : SvidIssuer
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    public override TrustBundle TrustBundle => options.TrustBundleFile is { } file && File.Exists(file)
        ? TrustBundle.FromPem(File.ReadAllText(file))
        : throw new SvidUnavailableException($"no trust bundle at `{options.TrustBundleFile}` (setting Identity:TrustBundleFile)");

    public override Task<IssuedSvid> IssueAsync(string signingRequest, Svid? current, CancellationToken cancellationToken)
    {
        var (address, body) = current is null ? Bootstrap(signingRequest) : Control("/svid", signingRequest);
        return PostAsync(address, body, current, cancellationToken);
    }

    public override Task<IssuedSvid> IssueServerCertificateAsync(string signingRequest, Svid current, CancellationToken cancellationToken)
    {
        var (address, body) = Control("/server-certificate", signingRequest);
        return PostAsync(address, body, current, cancellationToken);
    }

    private async Task<IssuedSvid> PostAsync(Uri address, Dictionary<string, string> body, Svid? current, CancellationToken cancellationToken)
    {
        var validation = new SvidValidation(TrustBundle, options.TrustDomain, clock);
        using var client = new HttpClient(MutualTls.CreateHandler(current, validation, options.IdOf("identity"))) { Timeout = s_timeout };
        try
        {
            using var response = await client.PostAsJsonAsync(address, body, cancellationToken);
            return response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<IssuedSvid>(cancellationToken) is { } issued
                ? issued
                : throw new SvidUnavailableException($"identity answered {(int)response.StatusCode} at {address.AbsolutePath}"
                    + (current is null ? "; a proof works once: is this one fresh and for this process?" : ""));
        }
        catch (HttpRequestException e)
        {
            throw new SvidUnavailableException($"identity cannot be reached at {address.Authority}: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new SvidUnavailableException($"identity answered something else than a certificate at {address.AbsolutePath}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SvidUnavailableException($"identity did not answer at {address.Authority} within {s_timeout.TotalSeconds} s", e);
        }
    }

    private (Uri, Dictionary<string, string>) Bootstrap(string signingRequest) =>
        options.BootstrapEndpoint is not { } endpoint ? throw new SvidUnavailableException("the setting Identity:BootstrapEndpoint is missing")
        : options.ProofFile is not { } file || !File.Exists(file) ? throw new SvidUnavailableException($"no proof at `{options.ProofFile}` (setting Identity:ProofFile)")
        : (new Uri(endpoint, "/bootstrap"), new() { ["proof"] = File.ReadAllText(file).Trim(), ["csr"] = signingRequest });

    private (Uri, Dictionary<string, string>) Control(string path, string signingRequest) =>
        options.Endpoint is { } endpoint
            ? (new Uri(endpoint, path), new() { ["csr"] = signingRequest })
            : throw new SvidUnavailableException("the setting Identity:Endpoint is missing");
}
