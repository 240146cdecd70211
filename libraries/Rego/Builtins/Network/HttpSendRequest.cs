using System.Globalization;
using Platform.Rego.Builtins.Time;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>The request object of <c>http.send</c>, read.</summary>
internal sealed record HttpSendRequest
{
    private static readonly string[] Hidden =
        ["tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert_file", "tls_client_cert_env_variable", "tls_client_key_file", "tls_client_key_env_variable"];

    public required string Method { get; init; }

    public required Uri Url { get; init; }

    public required byte[]? Body { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public bool FollowsRedirects { get; init; }

    public bool IsJson { get; init; }

    public bool IsYaml { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public long Retries { get; init; }

    public required HttpSendTls Tls { get; init; }

    /// <exception cref="BuiltinException">A parameter has the wrong type or is not supported.</exception>
    public static HttpSendRequest Read(RObj request)
    {
        foreach (string hidden in Hidden)
        {
            if (request.ContainsKey(hidden))
            {
                throw new BuiltinException($"parameter \"{hidden}\" is not supported: policies read neither files nor the environment");
            }
        }

        Flag(request, "cache");
        Flag(request, "tls_use_system_certs");
        if (Flag(request, "force_cache") && !request.ContainsKey("force_cache_duration_seconds"))
        {
            throw new BuiltinException("'force_cache' set but 'force_cache_duration_seconds' parameter is missing");
        }

        return new HttpSendRequest
        {
            Method = Text(request, "method")!.ToUpperInvariant(),
            Url = Address(Text(request, "url")!),
            Body = Text(request, "raw_body") is { } raw ? Utf8Text.Encode(raw)
                : request.Get("body") is { IsDefined: true } body ? Utf8Text.Encode(JsonText.Write(body, escapeHtml: true)) : null,
            Headers = HeadersOf(request),
            FollowsRedirects = Flag(request, "enable_redirect"),
            IsJson = Flag(request, "force_json_decode"),
            IsYaml = Flag(request, "force_yaml_decode"),
            Timeout = TimeoutOf(request),
            Retries = request.Get("max_retry_attempts") is { IsDefined: true } retries
                ? retries.TryGetInt64(out long count) ? count : throw Wrong("max_retry_attempts", "an integer")
                : 0,
            Tls = new HttpSendTls
            {
                AuthorityPem = Text(request, "tls_ca_cert"),
                UsesSystemAuthorities = request.Get("tls_use_system_certs") is not { IsDefined: true } system ? !request.ContainsKey("tls_ca_cert") : system.IsTrue,
                CertificatePem = Text(request, "tls_client_cert"),
                KeyPem = Text(request, "tls_client_key"),
                ServerName = Text(request, "tls_server_name"),
                SkipsVerification = Flag(request, "tls_insecure_skip_verify"),
            },
        };
    }

    /// <summary>Whether failures are errors, rather than part of the response.</summary>
    public static bool RaisesErrors(RObj request) => !request.ContainsKey("raise_error") || Flag(request, "raise_error");

    private static Uri Address(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new BuiltinException($"unsupported URL \"{url}\": only http and https URLs may be sent to");

    private static List<(string Name, string Value)> HeadersOf(RObj request)
    {
        List<(string Name, string Value)> headers = [];
        if (request.Get("headers") is not { IsDefined: true } given)
        {
            return headers;
        }

        if (given.Kind != ValKind.Object)
        {
            throw new BuiltinException("invalid type for headers header");
        }

        foreach ((Val name, Val value) in given.AsObject())
        {
            if (name.Kind != ValKind.String || value.Kind != ValKind.String)
            {
                throw new BuiltinException($"invalid type for headers value {value}");
            }

            headers.Add((name.AsString(), value.AsString()));
        }

        return headers;
    }

    private static TimeSpan TimeoutOf(RObj request)
    {
        if (request.Get("timeout") is not { IsDefined: true } timeout)
        {
            return TimeSpan.FromSeconds(5);
        }

        long nanoseconds = timeout.Kind switch
        {
            ValKind.Number when timeout.TryGetInt64(out long number) => number,
            ValKind.String when long.TryParse(timeout.AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
            ValKind.String => GoDuration.Parse(timeout.AsString()),
            _ => throw new BuiltinException($"'timeout' must be one of {{string, number}} but got {timeout.TypeName}"),
        };

        // None, in Go; five minutes are the most that we wait.
        TimeSpan longest = TimeSpan.FromMinutes(5);
        return nanoseconds <= 0 || nanoseconds / 100 > longest.Ticks ? longest : TimeSpan.FromTicks(Math.Max(1, nanoseconds / 100));
    }

    private static string? Text(RObj request, string key) => request.Get(key) is not { IsDefined: true } value ? null
        : value.Kind == ValKind.String ? value.AsString() : throw Wrong(key, "a string");

    private static bool Flag(RObj request, string key) => request.Get(key) is { IsDefined: true } value
        && (value.Kind == ValKind.Boolean ? value.IsTrue : throw Wrong(key, "a boolean"));

    private static BuiltinException Wrong(string key, string type) => new($"\"{key}\" must be {type}");
}
