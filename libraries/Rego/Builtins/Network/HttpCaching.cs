using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>What a request of <c>http.send</c> says about keeping its response, and the exchange with the cache.</summary>
/// <param name="Key">The request without the headers that do not matter.</param>
/// <param name="ForcedFor">How long the response is kept whatever its headers say; null to go by the headers.</param>
internal sealed record HttpCaching(Val Key, TimeSpan? ForcedFor)
{
    /// <returns>Null if nothing is kept between evaluations.</returns>
    /// <exception cref="BuiltinException">A parameter has the wrong type or value.</exception>
    public static HttpCaching? Read(RObj request)
    {
        if (request.Get("caching_mode") is { IsDefined: true } mode && (mode.Kind != ValKind.String || mode.AsString() is not ("serialized" or "deserialized")))
        {
            throw new BuiltinException($"invalid value specified for \"caching_mode\" field: {mode}");
        }

        if (request.Get("force_cache").IsTrue)
        {
            var seconds = request.Get("force_cache_duration_seconds");
            return seconds.TryGetInt64(out var whole) && whole >= 0
                ? new HttpCaching(KeyOf(request), TimeSpan.FromSeconds(Math.Min(whole, int.MaxValue)))
                : throw new BuiltinException("'force_cache_duration_seconds' must be an integer");
        }

        return request.Get("cache").IsTrue ? new HttpCaching(KeyOf(request), null) : null;
    }

    /// <summary>The response from the cache, or a new one, which is kept if it may be.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="clock">What tells how old a response is.</param>
    /// <param name="send">Sends the request with further headers.</param>
    public Val Respond(HttpSendCache cache, TimeProvider clock, Func<IReadOnlyList<(string Name, string Value)>, Val> send)
    {
        var now = clock.GetUtcNow();
        var known = cache.Find(Key);
        if (known is not null && (ForcedFor is { } kept ? known.StoredAt + kept : known.FreshUntil) > now)
        {
            return known.Response;
        }

        if (known is not null && ForcedFor is null && Conditions(known) is { Count: > 0 } conditions)
        {
            var answer = send(conditions);
            if (answer["status_code"].TryGetInt64(out var status) && status == 304)
            {
                var confirmed = known.Confirmed(answer, now);
                cache.Put(Key, confirmed);
                return confirmed.Response;
            }

            return Kept(cache, answer, now);
        }

        return Kept(cache, send([]), now);
    }

    private Val Kept(HttpSendCache cache, Val response, DateTimeOffset now)
    {
        if (CachedResponse.Of(response, now, ForcedFor is not null) is { } entry)
        {
            cache.Put(Key, entry);
        }

        return response;
    }

    private static List<(string, string)> Conditions(CachedResponse known)
    {
        List<(string, string)> conditions = [];
        if (known.EntityTag is { } tag)
        {
            conditions.Add(("If-None-Match", tag));
        }

        if (known.LastModified is { } modified)
        {
            conditions.Add(("If-Modified-Since", modified));
        }

        return conditions;
    }

    /// <summary>The request that tells responses apart: without the headers it says do not matter.</summary>
    internal static Val KeyOf(RObj request)
    {
        var ignored = request.Get("cache_ignored_headers");
        if (ignored.Kind is not (ValKind.Undefined or ValKind.Null or ValKind.Array))
        {
            throw new BuiltinException("\"cache_ignored_headers\" must be an array of strings");
        }

        var key = new ObjectBuilder();
        foreach (var (name, value) in request)
        {
            if (name.Kind == ValKind.String && name.AsString() == "cache_ignored_headers")
            {
                continue;
            }

            key.Set(name, name.Kind == ValKind.String && name.AsString() == "headers" && value.Kind == ValKind.Object && ignored.Kind == ValKind.Array
                ? Without(value.AsObject(), ignored)
                : value);
        }

        return key.Build();
    }

    private static Val Without(RObj headers, Val ignored)
    {
        var left = new ObjectBuilder();
        foreach (var (name, value) in headers)
        {
            if (!ignored.Items.ToArray().Any(other => other.Kind == ValKind.String && name.Kind == ValKind.String && other.AsString().Equals(name.AsString(), StringComparison.OrdinalIgnoreCase)))
            {
                left.Set(name, value);
            }
        }

        return left.Build();
    }
}
