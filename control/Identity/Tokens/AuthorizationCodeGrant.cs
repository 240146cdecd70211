using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Platform.Identity.Revocations;
using Platform.Identity.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>Redeems a sign-in's code: only by the workload that it was made for, only with its PKCE verifier, only once.</summary>
public sealed class AuthorizationCodeGrant(
    AuthorizationCodes codes, RegisteredClients clients, RevocationRegister register, TokenIssuer issuer, KeyProofValidator proofs)
{
    /// <summary>Issues a token bound to the key in the request's proof, or to the caller's SVID key when there is none.</summary>
    /// <exception cref="TokenRequestRefusedException">The code is not this caller's to redeem.</exception>
    public TokenAnswer Redeem(TokenRequest request)
    {
        var client = clients.Of(request.Caller) ?? throw new TokenRequestRefusedException("unauthorized_client", $"{request.Caller} signs nobody in");
        var code = codes.Take(request.Required("code")) ?? throw new TokenRequestRefusedException("invalid_grant", "the code is unknown, used or expired");
        if (code.ClientId != client.Id || code.RedirectUri != request.Required("redirect_uri"))
        {
            throw new TokenRequestRefusedException("invalid_grant", "the code belongs to another client or address");
        }

        if (!Matches(request.Required("code_verifier"), code.Challenge))
        {
            throw new TokenRequestRefusedException("invalid_grant", "the PKCE verifier does not match");
        }

        if (register.Current.Has(RevocationKind.User, code.SignedIn.Persona.Subject) || register.Current.Has(RevocationKind.Session, code.SignedIn.SessionId))
        {
            throw new TokenRequestRefusedException("invalid_grant", "the user or the sign-in was revoked");
        }

        var token = issuer.ForUser(code.SignedIn, client.Audience, KeyOf(request, client), request.Lifetime(TokenIssuer.UserLifetime));
        return new TokenAnswer(token.Value, token.ExpiresInSeconds, IdToken: issuer.IdToken(code.SignedIn, client.Id, code.Nonce));
    }

    private string KeyOf(TokenRequest request, RegisteredClient client)
    {
        if (request.Proof is null)
        {
            return client.MustProveKey
                ? throw new TokenRequestRefusedException("invalid_dpop_proof", $"{client.Id} must bind the token to a key of its own")
                : request.CallerKeyThumbprint;
        }

        var (thumbprint, refusal) = proofs.Validate(request.Proof, null, HttpMethods.Post, ProofOfPossession.Target("identity", "/token"), null);
        return thumbprint ?? throw new TokenRequestRefusedException("invalid_dpop_proof", $"the proof was refused: {refusal}");
    }

    private static bool Matches(string verifier, string challenge) =>
        verifier.Length is >= 43 and <= 128
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));
}
