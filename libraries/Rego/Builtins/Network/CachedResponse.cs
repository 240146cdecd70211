using System.Globalization;
using System.Net.Http.Headers;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>A response and until when it may be used without asking again (RFC 9111).</summary>
/// <param name="Response">The object that <c>http.send</c> returned.</param>
/// <param name="StoredAt">When it was received, or confirmed.</param>
/// <param name="FreshUntil">What its headers allow; before <paramref name="StoredAt"/> if they allow nothing.</param>
internal sealed record CachedResponse(Val Response, DateTimeOffset StoredAt, DateTimeOffset FreshUntil)
{
    private static readonly long[] Cacheable = [200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501];

    public long Bytes { get; } = Response["raw_body"].AsString().Length;

    public string? EntityTag => Header("etag");

    public string? LastModified => Header("last-modified");

    /// <summary>What was received now; null if it may not be kept.</summary>
    /// <param name="response">The response object.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="forced">The request says how long it is kept, whatever the headers say.</param>
    public static CachedResponse? Of(Val response, DateTimeOffset now, bool forced)
    {
        var one = new CachedResponse(response, now, DateTimeOffset.MinValue);
        if (forced)
        {
            return one;
        }

        var control = one.Control;
        if (control?.NoStore == true || !response["status_code"].TryGetInt64(out var status) || !Cacheable.Contains(status))
        {
            return null;
        }

        return one with { FreshUntil = one.Until(control) };
    }

    /// <summary>The same after the server said that nothing changed.</summary>
    public CachedResponse Confirmed(Val answer, DateTimeOffset now)
    {
        var headers = new ObjectBuilder();
        foreach (var source in new[] { Response["headers"], answer["headers"] })
        {
            foreach (var (name, value) in source.AsObject())
            {
                headers.Set(name, value);
            }
        }

        var confirmed = new CachedResponse(With(Response, "headers", headers.Build()), now, DateTimeOffset.MinValue);
        return confirmed with { FreshUntil = confirmed.Until(confirmed.Control) };
    }

    private CacheControlHeaderValue? Control => CacheControlHeaderValue.TryParse(Header("cache-control"), out var control) ? control : null;

    private DateTimeOffset Until(CacheControlHeaderValue? control)
    {
        if (control?.NoCache == true)
        {
            return DateTimeOffset.MinValue;
        }

        return control?.MaxAge is { } age ? (Date("date") ?? StoredAt) + age : Date("expires") ?? DateTimeOffset.MinValue;
    }

    private DateTimeOffset? Date(string name) =>
        DateTimeOffset.TryParse(Header(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private string? Header(string name) => Response["headers"][name] is { Kind: ValKind.Array } values && values.Count > 0
        ? string.Join(", ", values.Items.ToArray().Select(value => value.AsString()))
        : null;

    private static Val With(Val response, string key, Val value)
    {
        var copy = new ObjectBuilder();
        foreach (var (name, old) in response.AsObject())
        {
            copy.Set(name, old);
        }

        return copy.Set(key, value).Build();
    }
}
