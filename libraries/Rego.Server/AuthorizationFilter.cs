using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>Asks <see cref="OpaServerOptions.DefaultAuthorizationDecision"/> about each request; the input has OPA's shape. Undefined, or an error, is a refusal.</summary>
internal static class AuthorizationFilter
{
    /// <exception cref="OpaException">The request is refused.</exception>
    public static async Task DemandAsync(HttpContext http, PolicyStore store)
    {
        var options = http.GetOpaOptions();
        if (options.Authorization == OpaAuthorization.Off)
            return;
        var done = Evaluation.Of(store.Current, options.DefaultAuthorizationDecision, await InputAsync(http, options), options.Evaluation(strict: false), http.RequestAborted);
        if (done.Value.IsUndefined)
            throw new OpaException(500, "unauthorized", "authorization policy missing or undefined");
        var decision = done.Value;
        if (decision.IsTrue || decision["allowed"].IsTrue)
            return;
        throw new OpaException(401, "unauthorized", decision["reason"].Kind == ValKind.String ? decision["reason"].AsString() : "request rejected by administrative policy");
    }

    private static async Task<Val> InputAsync(HttpContext http, OpaServerOptions options)
    {
        var request = http.Request;
        var input = new List<(Val, Val)>
        {
            ("path", Val.ArrayOf([.. OpaServer.RawPath(http).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => Val.From(Uri.UnescapeDataString(part)))])),
            ("method", request.Method),
            ("params", Multiple(request.Query.Select(pair => (pair.Key, pair.Value.ToArray())))),
            ("headers", Multiple(request.Headers.Select(pair => (Canonical(pair.Key), pair.Value.ToArray())))),
        };
        if (options.BearerTokens && request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            input.Add(("identity", header["Bearer ".Length..].Trim()));
        else if (http.Connection.ClientCertificate is { } certificate)
            input.Add(("identity", certificate.SubjectName.Name));
        if (HasDocument(http))
        {
            request.EnableBuffering();
            input.Add(("body", await RequestBody.JsonAsync(request) is { IsDefined: true } body ? body : Val.Null));
            request.Body.Position = 0;
        }

        return Val.ObjectOf([.. input]);
    }

    // As in OPA, only where a body is input: not for policies, which are no JSON.
    private static bool HasDocument(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && (http.Request.Path.Value == "/" || !http.Request.Path.StartsWithSegments("/v1/policies"));

    private static Val Multiple(IEnumerable<(string Name, string?[] Values)> pairs) =>
        Val.ObjectOf([.. pairs.Select(pair => (Val.From(pair.Name), Val.ArrayOf([.. pair.Values.Select(value => Val.From(value ?? ""))])))]);

    // Go's canonical form, which policies written for OPA look for: "Content-Type".
    private static string Canonical(string name) => string.Join('-', name.Split('-').Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()));
}
