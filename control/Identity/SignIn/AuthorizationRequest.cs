using Microsoft.Extensions.Primitives;

namespace Platform.Identity.SignIn;

/// <summary>A valid request to `/authorize`: code flow with PKCE S256, nothing else.</summary>
public sealed record AuthorizationRequest(
    RegisteredClient Client, string RedirectUri, string Challenge, string Scope, string? State, string? Nonce, string Acr)
{
    /// <summary>The assurance of a plain sign-in.</summary>
    public const string DefaultAcr = "aal2";

    private static readonly string[] s_assurances = ["aal2", "aal3"];

    /// <summary>Reads and checks the parameters of the query or the picker's form; null when anything is missing, repeated or not registered.</summary>
    public static AuthorizationRequest? Read(Func<string, StringValues> parameter, RegisteredClients clients)
    {
        var client = clients.Find(Single("client_id"));
        var redirectUri = Single("redirect_uri");
        var challenge = Single("code_challenge");
        var acr = parameter("acr_values") is [{ Length: > 0 } asked] ? s_assurances.FirstOrDefault(asked.Split(' ').Contains) : DefaultAcr;
        return client is not null && redirectUri is not null && client.AllowsRedirect(redirectUri)
            && Single("response_type") == "code" && Single("code_challenge_method") == "S256"
            && challenge is { Length: 43 } && acr is not null
            && parameter("state").Count <= 1 && parameter("nonce").Count <= 1
            ? new AuthorizationRequest(client, redirectUri, challenge, Single("scope") ?? "openid", Single("state"), Single("nonce"), acr)
            : null;

        string? Single(string name) => parameter(name) is [{ Length: > 0 and <= 4096 } value] ? value : null;
    }

    /// <summary>The parameters again, for the picker's form; they are checked anew when it comes back.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters()
    {
        yield return new("client_id", Client.Id);
        yield return new("redirect_uri", RedirectUri);
        yield return new("response_type", "code");
        yield return new("code_challenge", Challenge);
        yield return new("code_challenge_method", "S256");
        yield return new("scope", Scope);
        yield return new("acr_values", Acr);
        if (State is not null)
        {
            yield return new("state", State);
        }

        if (Nonce is not null)
        {
            yield return new("nonce", Nonce);
        }
    }
}
