using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

/// <summary>Drives the code flow the way a client does.</summary>
internal static class PersonaSignIn
{
    public const string CliCallback = "http://127.0.0.1/cli/callback";
    public const string GatewayCallback = "https://localhost:7443/sign-in/callback";

    public static Dictionary<string, string> Request(string clientId, string verifier) => new()
    {
        ["client_id"] = clientId,
        ["redirect_uri"] = clientId == "cli" ? CliCallback : GatewayCallback,
        ["response_type"] = "code",
        ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
        ["code_challenge_method"] = "S256",
        ["state"] = "some-state",
    };

    public static string Verifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static async Task<string> CodeAsync(RunningIdentity identity, string clientId, string persona, string verifier)
    {
        using var browser = identity.BrowserClient();
        var form = Request(clientId, verifier);
        form["persona"] = persona;
        using var response = await browser.PostAsync("/authorize", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query)["code"].Single()!;
    }

    public static async Task<HttpResponseMessage> RedeemAsync(
        RunningIdentity identity, Svid client, string clientId, string code, string verifier, string? proof = null)
    {
        using var control = identity.ControlClient(client);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = clientId == "cli" ? CliCallback : GatewayCallback,
                ["code_verifier"] = verifier,
            }),
        };
        if (proof is not null)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }

        return await control.SendAsync(request);
    }

    /// <summary>The token that a persona has at the gateway.</summary>
    public static async Task<string> UserTokenAsync(RunningIdentity identity, string persona, Svid? gateway = null)
    {
        var verifier = Verifier();
        var code = await CodeAsync(identity, "gateway", persona, verifier);
        using var response = await RedeemAsync(identity, gateway ?? await identity.BootstrapAsync("gateway"), "gateway", code, verifier);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
