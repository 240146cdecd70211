using System.Security.Cryptography;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Gateway;

/// <summary>A script's credentials for the gateway.</summary>
public sealed record Script(string Token, ECDsa Key, TimeProvider Clock)
{
    public string Proof(string method, string path, string host = "gateway") =>
        new ProofOfPossession(Clock).Create(Key, Token, method, $"https://{host}{path}");

    public HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"DPoP {Token}");
        request.Headers.TryAddWithoutValidation("DPoP", Proof(method.Method, path.Split('?')[0]));
        return request;
    }
}
