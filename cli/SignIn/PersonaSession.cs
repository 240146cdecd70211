using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Platform.Cli.Demo;
using Platform.WorkloadIdentity;

namespace Platform.Cli.SignIn;

/// <summary>A persona signed in through the command line: a token for the gateway, bound to a key of this session.</summary>
internal sealed class PersonaSession : IDisposable
{
    // Identity knows this address as the command line's; nobody listens there, the code is read from the redirect.
    private const string Callback = "http://127.0.0.1/cli/callback";
    private static readonly ProofOfPossession Proofs = new(TimeProvider.System);

    private PersonaSession(string persona, string token, int expiresInSeconds, ECDsa key)
    {
        Persona = persona;
        Token = token;
        ExpiresInSeconds = expiresInSeconds;
        Key = key;
    }

    public string Persona { get; }
    public string Token { get; }

    /// <summary>The token's <c>sub</c>; for a patient the id that records has for them.</summary>
    public string Subject => Claim("sub");

    /// <summary>The token's <c>sid</c>, which names this sign-in.</summary>
    public string SessionId => Claim("sid");

    public int ExpiresInSeconds { get; }
    public ECDsa Key { get; }

    /// <summary>Authorization code with PKCE, redeemed over mutual TLS by the workload <c>cli</c>.</summary>
    /// <param name="cli">The command line's own identity.</param>
    /// <param name="identityBrowser">Identity's browser listener.</param>
    /// <param name="persona">For example <c>gp</c>.</param>
    /// <param name="acr">The assurance asked for; default aal2.</param>
    /// <param name="lifetimeSeconds">A shorter life than the usual 15 minutes, or null.</param>
    /// <exception cref="SignInException">Identity refused; an unknown persona, usually.</exception>
    public static async Task<PersonaSession> SignInAsync(
        OperatorWorkload cli, Uri identityBrowser, string persona, string acr = "aal2", int? lifetimeSeconds = null, CancellationToken cancellation = default)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var code = await AuthorizeAsync(cli, identityBrowser, persona, acr, verifier, cancellation);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Callback,
            ["code_verifier"] = verifier,
        };
        if (lifetimeSeconds is { } seconds)
            form["requested_expires_in"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var client = new HttpClient(MutualTls.CreateHandler(cli.Svid, cli.Validation, cli.Options.IdOf("identity")));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cli.Options.Endpoint!, "/token")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("DPoP", Proofs.Create(key, null, "POST", ProofOfPossession.Target("identity", "/token")));
        using var response = await client.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new SignInException($"identity refused the code of {persona}: {(int)response.StatusCode}");
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!;
        return new PersonaSession(persona, (string)answer["access_token"]!, (int)answer["expires_in"]!, key);
    }

    /// <summary>Puts token and proof on a request to the gateway.</summary>
    public void Sign(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", Token);
        request.Headers.Add("DPoP", Proof(request.Method.Method, PathOf(request)));
    }

    /// <summary>A proof for one call to the gateway.</summary>
    /// <param name="method">For example GET.</param>
    /// <param name="path">The path, escapes included, without query.</param>
    public string Proof(string method, string path) => Proofs.Create(Key, Token, method, ProofOfPossession.Target("gateway", path));

    public void Dispose() => Key.Dispose();

    private string Claim(string name) =>
        CompactJws.TryParse(Token, out var token) && CompactJws.Text(token.Payload, name) is { } value ? value : throw new SignInException($"the token of {Persona} has no {name}");

    private static string PathOf(HttpRequestMessage request) =>
        request.RequestUri!.IsAbsoluteUri ? request.RequestUri.AbsolutePath : request.RequestUri.OriginalString.Split('?')[0];

    private static async Task<string> AuthorizeAsync(
        OperatorWorkload cli, Uri identityBrowser, string persona, string acr, string verifier, CancellationToken cancellation)
    {
        // The browser listener serves a certificate for people's machines, not an SVID.
        using var client = new HttpClient(GatewayClient.Handler(cli.Options.TrustBundleFile!));
        using var response = await client.PostAsync(new Uri(identityBrowser, "/authorize"), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "cli",
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["scope"] = "openid",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
            ["acr_values"] = acr,
            ["persona"] = persona,
        }), cancellation);
        return response.Headers.Location is { } location && HttpUtility.ParseQueryString(location.Query)["code"] is { Length: > 0 } code
            ? code
            : throw new SignInException($"identity does not sign in '{persona}': {(int)response.StatusCode}");
    }
}

/// <summary>A sign-in did not succeed.</summary>
internal sealed class SignInException(string message) : Exception(message);
