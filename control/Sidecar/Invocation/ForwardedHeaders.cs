using System.Collections.Frozen;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace Platform.Sidecar.Invocation;

/// <summary>
/// Which headers travel. What belongs to one connection does not; what claims an identity does not, in any spelling and however often it is there;
/// nor does baggage. The trace continues by the client's own `traceparent`.
/// </summary>
internal static class ForwardedHeaders
{
    private static readonly FrozenSet<string> s_dropped = new[]
    {
        "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
        "host", "expect", "content-length", "baggage", "correlation-context", "traceparent", "tracestate", "forwarded", "via",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_droppedPrefixes = ["dapr-", "x-forwarded-", "x-user-", "x-original-", "x-envoy-", "x-ms-client-principal"];

    /// <summary>False when `Connection` names anything but the connection: a hop that obeyed would drop a header that the next one relies on.</summary>
    public static bool AreUnambiguous(IHeaderDictionary headers) =>
        headers.Connection.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .All(token => token.Equals("close", StringComparison.OrdinalIgnoreCase) || token.Equals("keep-alive", StringComparison.OrdinalIgnoreCase))
        && headers.Host.Count == 1 && headers["dapr-app-id"].Count <= 1;

    /// <summary>Copies what travels with a request.</summary>
    public static void CopyTo(this IHeaderDictionary from, HttpRequestMessage request)
    {
        foreach (var (name, values) in from)
        {
            if (Travels(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        if (request.Content is not null)
        {
            request.Content.Headers.ContentLength = from.ContentLength;
        }
    }

    /// <summary>Copies what travels with an answer.</summary>
    public static void CopyTo(this HttpResponseMessage from, HttpResponse response)
    {
        Copy(from.Headers, response.Headers);
        Copy(from.Content.Headers, response.Headers);
        response.ContentLength = from.Content.Headers.ContentLength;
    }

    private static void Copy(HttpHeaders from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (Travels(name) && !name.Equals("server", StringComparison.OrdinalIgnoreCase))
            {
                to[name] = new StringValues([.. values]);
            }
        }
    }

    private static bool Travels(string name) =>
        !s_dropped.Contains(name) && !s_droppedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
