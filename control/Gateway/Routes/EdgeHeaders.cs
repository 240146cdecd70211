using System.Collections.Frozen;

namespace Platform.Gateway.Routes;

/// <summary>
/// The headers that pass the edge, by name. Everything else stays outside: identity headers, `dapr-*`, forwarding headers, cookies, baggage and trace
/// headers in any spelling.
/// </summary>
internal static class EdgeHeaders
{
    private static readonly FrozenSet<string> s_inwards = new[]
    {
        "Accept", "Content-Type", "Content-Length", "If-Match", "If-None-Match", "Idempotency-Key", "purpose-of-use", "X-Request-Id", "X-Correlation-Id",
        "NHSD-Target-Identifier", "NHSD-End-User-Organisation", "NHSD-Requesting-Software", "NHSD-Requesting-Practitioner",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_outwards = new[]
    {
        "Content-Type", "ETag", "Location", "Retry-After", "WWW-Authenticate", "X-Request-Id", "X-Correlation-Id",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void CopyTo(this IHeaderDictionary from, HttpRequestMessage request)
    {
        foreach (var (name, values) in from)
        {
            if (s_inwards.Contains(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }
    }

    public static void CopyTo(this HttpResponseMessage from, HttpResponse response)
    {
        foreach (var (name, values) in from.Headers.Concat(from.Content.Headers))
        {
            if (s_outwards.Contains(name))
            {
                response.Headers[name] = values.ToArray();
            }
        }
    }
}
