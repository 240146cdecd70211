using System.Security.Cryptography.X509Certificates;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Certificates;

/// <summary>Issuing and renewal. A refusal says nothing but its status; why is in the log.</summary>
public static partial class CertificateEndpoints
{
    private static readonly string[] s_workloads = ["gateway", "referrals", "records", "notifications", "policy", "ledger", "dashboard", "cli"];
    // Servers that are not ours; no code of theirs could renew a certificate of an hour.
    private static readonly string[] s_servers = ["messaging", "database"];
    private static readonly string[] s_browserServers = ["gateway", "dashboard"];

    /// <summary>Maps `/bootstrap` (proof), `/svid` and `/server-certificate` (mTLS).</summary>
    public static void MapCertificates(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/bootstrap", Bootstrap).WithRouteLabel(RouteLabel.Proof);
        endpoints.MapPost("/svid", Renew).RequireWorkloads(s_workloads);
        endpoints.MapPost("/server-certificate", IssueServerCertificate).RequireWorkloads(s_browserServers);
    }

    private static IResult Bootstrap(
        BootstrapRequest request, ProofKey proofKey, UsedProofs used, CertificateAuthority authority, WorkloadIdentityOptions options, TimeProvider clock,
        ILogger<CertificateAuthority> logger)
    {
        using var key = proofKey.Open();
        if (BootstrapProof.Validate(request.Proof, key, clock) is not { } proof || proof.Subject.TrustDomain != options.TrustDomain)
        {
            LogDenied(logger, "the proof is not valid");
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!used.TryUse(proof))
        {
            LogDenied(logger, $"the proof of {proof.Process} was used before");
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return Issue(logger, proof.Subject, proof.Process, () => s_servers.Contains(proof.Subject.AppId)
            ? authority.IssueServerSvid(request.Csr, proof.Subject)
            : authority.IssueSvid(request.Csr, proof.Subject));
    }

    private static IResult Renew(SigningRequest request, HttpContext context, CertificateAuthority authority, ILogger<CertificateAuthority> logger)
    {
        var peer = MutualTlsPeer.Of(context);
        return Issue(logger, peer, "renewal", () => authority.IssueSvid(request.Csr, peer));
    }

    private static IResult IssueServerCertificate(
        SigningRequest request, HttpContext context, CertificateAuthority authority, ILogger<CertificateAuthority> logger)
    {
        var peer = MutualTlsPeer.Of(context);
        return Issue(logger, peer, "browser listener", () => authority.IssueServerCertificate(request.Csr));
    }

    private static IResult Issue(ILogger logger, SpiffeId id, string purpose, Func<IssuedSvid> issue)
    {
        try
        {
            var issued = issue();
            LogIssued(logger, id, purpose, X509Certificate2.CreateFromPem(issued.CertificateChain).SerialNumber, issued.NotAfter);
            return Results.Json(issued);
        }
        catch (UnacceptableRequestException e)
        {
            LogDenied(logger, $"{id}: {e.Message}");
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "identity.issue {SpiffeId} ({Purpose}) {Serial} until {NotAfter:O}")]
    private static partial void LogIssued(ILogger logger, SpiffeId spiffeId, string purpose, string serial, DateTimeOffset notAfter);

    [LoggerMessage(2, LogLevel.Warning, "identity.issue.deny: {Reason}")]
    private static partial void LogDenied(ILogger logger, string reason);

    private sealed record BootstrapRequest(string Proof, string Csr);

    private sealed record SigningRequest(string Csr);
}
