using System.Net.Http.Headers;
using System.Security.Cryptography;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo.Breach;

/// <summary>The credentials, right and wrong, with which a script calls the gateway.</summary>
/// <param name="Right">The persona that the route is for.</param>
/// <param name="Expired">The same with a life of one second.</param>
/// <param name="Unrelated">The clinician who has nothing to do with the patient.</param>
/// <param name="Internal">A token made for a service, bound to a workload's key.</param>
internal sealed record GatewayCredentials(PersonaSession Right, PersonaSession Expired, PersonaSession Unrelated, BoundToken Internal)
{
    private static readonly ProofOfPossession Proofs = new(TimeProvider.System);

    public void Sign(HttpRequestMessage request, string path, IdentityClass identity)
    {
        switch (identity)
        {
            case IdentityClass.NoToken:
                break;
            case IdentityClass.GatewayToken or IdentityClass.WrongAudience:
                request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", Internal.Value);
                request.Headers.Add("DPoP", Proofs.Create(Internal, request.Method.Method, "gateway", path));
                break;
            case IdentityClass.Expired:
                Expired.Sign(request);
                break;
            case IdentityClass.AlgNone:
                var forged = ServiceCredentials.WithoutAlgorithm(Right.Token);
                request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", forged);
                request.Headers.Add("DPoP", Proofs.Create(Right.Key, forged, request.Method.Method, ProofOfPossession.Target("gateway", path)));
                break;
            case IdentityClass.TokenWithoutProof:
                request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", Right.Token);
                break;
            case IdentityClass.WrongWorkload:
                using (var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", Right.Token);
                    request.Headers.Add("DPoP", Proofs.Create(thief, Right.Token, request.Method.Method, ProofOfPossession.Target("gateway", path)));
                }
                break;
            case IdentityClass.UnrelatedClinician:
                Unrelated.Sign(request);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(identity));
        }
    }
}
