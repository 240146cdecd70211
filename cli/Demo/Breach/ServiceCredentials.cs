using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo.Breach;

/// <summary>The credentials, right and wrong, with which a service is called as one of its callers.</summary>
internal sealed class ServiceCredentials
{
    private static readonly ProofOfPossession Proofs = new(TimeProvider.System);
    private readonly string audience;
    private readonly PersonaSession person;
    private readonly OperatorWorkload stranger;
    private readonly BoundToken right;
    private readonly BoundToken expired;
    private readonly BoundToken elsewhere;
    private readonly BoundToken unrelated;

    private ServiceCredentials(
        string audience, PersonaSession person, OperatorWorkload stranger, BoundToken right, BoundToken expired, BoundToken elsewhere, BoundToken unrelated)
    {
        this.audience = audience;
        this.person = person;
        this.stranger = stranger;
        this.right = right;
        this.expired = expired;
        this.elsewhere = elsewhere;
        this.unrelated = unrelated;
    }

    /// <summary>Gets the tokens. The expired one is one second long: by the time it is used its clock skew of 30 s must be over as well.</summary>
    public static async Task<ServiceCredentials> PrepareAsync(
        PlatformUnderTest platform, string caller, string audience, PersonaSession person, PersonaSession unrelated, CancellationToken cancellation)
    {
        var gateway = await platform.VisitAsync("gateway", cancellation);
        var workload = await platform.VisitAsync(caller, cancellation);
        var stranger = await platform.VisitAsync("probe", cancellation);
        var subject = await SubjectTokenAsync(gateway, caller, person, cancellation);
        var other = caller == "gateway" ? (audience == "records" ? "referrals" : "records") : caller;
        return new ServiceCredentials(
            audience,
            person,
            stranger,
            await workload.ExchangeAsync(subject, audience, cancellation),
            await workload.BriefTokenAsync(subject, audience, cancellation),
            caller == "gateway" ? await gateway.ExchangeAsync(person.Token, other, cancellation) : await gateway.ExchangeAsync(person.Token, caller, cancellation),
            await workload.ExchangeAsync(await SubjectTokenAsync(gateway, caller, unrelated, cancellation), audience, cancellation));
    }

    /// <summary>The same for a caller that acts for itself. Its wrong token of another service is a person's, made for the caller; so is that of the unrelated.</summary>
    public static async Task<ServiceCredentials> PrepareAloneAsync(
        PlatformUnderTest platform, string caller, string audience, PersonaSession person, PersonaSession unrelated, CancellationToken cancellation)
    {
        var gateway = await platform.VisitAsync("gateway", cancellation);
        var workload = await platform.VisitAsync(caller, cancellation);
        var other = await gateway.ExchangeAsync(unrelated.Token, caller, cancellation);
        return new ServiceCredentials(
            audience,
            person,
            await platform.VisitAsync("probe", cancellation),
            await workload.WorkloadTokenAsync(audience, cancellation),
            await workload.BriefWorkloadTokenAsync(audience, cancellation),
            await gateway.ExchangeAsync(person.Token, caller, cancellation),
            await workload.ExchangeAsync(other.Value, audience, cancellation));
    }

    /// <summary>Signs as the rightful caller.</summary>
    public void SignRightly(HttpRequestMessage request, string path) => Sign(request, path, right);

    /// <summary>Signs as a wrong one.</summary>
    public void Sign(HttpRequestMessage request, string path, IdentityClass identity)
    {
        switch (identity)
        {
            case IdentityClass.NoToken:
                break;
            case IdentityClass.GatewayToken:
                request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", person.Token);
                request.Headers.Add("DPoP", Proofs.Create(person.Key, person.Token, request.Method.Method, ProofOfPossession.Target(audience, path)));
                break;
            case IdentityClass.Expired:
                Sign(request, path, expired);
                break;
            case IdentityClass.WrongAudience:
                Sign(request, path, elsewhere);
                break;
            case IdentityClass.AlgNone:
                Sign(request, path, right with { Value = WithoutAlgorithm(right.Value) });
                break;
            case IdentityClass.TokenWithoutProof:
                request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", right.Value);
                break;
            case IdentityClass.WrongWorkload:
                Sign(request, path, right with { Svid = stranger.Svid });
                break;
            case IdentityClass.UnrelatedClinician:
                Sign(request, path, unrelated);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(identity));
        }
    }

    private void Sign(HttpRequestMessage request, string path, BoundToken token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token.Value);
        request.Headers.Add("DPoP", Proofs.Create(token, request.Method.Method, audience, path));
    }

    /// <summary>The token that the caller would have received from the gateway, or the person's own where the gateway is the caller.</summary>
    private static async Task<string> SubjectTokenAsync(OperatorWorkload gateway, string caller, PersonaSession person, CancellationToken cancellation) =>
        caller == "gateway" ? person.Token : (await gateway.ExchangeAsync(person.Token, caller, cancellation)).Value;

    /// <summary>The same claims under <c>alg: none</c>.</summary>
    public static string WithoutAlgorithm(string token) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}""")) + "." + token.Split('.')[1] + ".";
}
