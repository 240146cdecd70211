using System.Net;
using Platform.Rego.Builtins.Yaml;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>Sends one request of <c>http.send</c>: every hop to an allowed host, within its timeout, with its retries.</summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MostRedirects = 10;
    private const long MostRetries = 10;

    private readonly BuiltinContext _context;
    private readonly EgressOptions _egress;
    private readonly HttpSendRequest _request;
    private readonly HttpClient _client;
    private IReadOnlyList<(string Name, string Value)> _conditions = [];

    /// <exception cref="BuiltinException">The host does not allow the request.</exception>
    public HttpExchange(BuiltinContext context, HttpSendRequest request)
    {
        _context = context;
        _request = request;
        _egress = EgressOptions.Of(context);
        RequireAllowed(request.Url);
        if (request.Tls.SkipsVerification && !_egress.AllowUncheckedCertificates)
        {
            throw new BuiltinException("parameter \"tls_insecure_skip_verify\" is not allowed: certificates are checked");
        }

        HttpMessageHandler handler = _egress.CreateHandler();
        if (_egress.Handler is null && handler is SocketsHttpHandler ours)
        {
            request.Tls.Configure(ours);
        }

        _client = new HttpClient(handler) { Timeout = request.Timeout, MaxResponseContentBufferSize = _egress.MaxResponseBytes };
    }

    /// <param name="conditions">Headers that ask whether a known response is still valid.</param>
    /// <returns>The response object.</returns>
    /// <exception cref="BuiltinException">A redirect leads to a host that may not be reached.</exception>
    /// <exception cref="HttpRequestException">The network failed, also by a timeout.</exception>
    public Val Send(IReadOnlyList<(string Name, string Value)> conditions)
    {
        _conditions = conditions;
        for (long attempt = 0; ; attempt++)
        {
            try
            {
                return Follow();
            }
            catch (HttpRequestException) when (attempt < Math.Min(_request.Retries, MostRetries))
            {
                // 100 ms, 200 ms, 400 ms, … up to the timeout of a request, unless the evaluation is cancelled.
                TimeSpan pause = TimeSpan.FromMilliseconds(Math.Min(100 << (int)attempt, _request.Timeout.TotalMilliseconds));
                _context.Cancellation.WaitHandle.WaitOne(pause);
                _context.Cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private Val Follow()
    {
        (string method, Uri url, byte[]? body) = (_request.Method, _request.Url, _request.Body);
        for (int hop = 0; ; hop++)
        {
            using HttpResponseMessage response = SendOnce(method, url, body);
            if (!_request.FollowsRedirects || response.Headers.Location is not { } location || !IsRedirect(response.StatusCode))
            {
                return Describe(response);
            }

            if (hop == MostRedirects)
            {
                throw new HttpRequestException($"{Title(method)} \"{url}\": stopped after {MostRedirects} redirects");
            }

            url = new Uri(url, location);
            RequireAllowed(url);
            if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                (method, body) = (method == "HEAD" ? method : "GET", null);
            }
        }
    }

    private HttpResponseMessage SendOnce(string method, Uri url, byte[]? body)
    {
        using var message = new HttpRequestMessage(Method(method), url);
        message.Content = body is null ? null : new ByteArrayContent(body);
        bool isElsewhere = !url.IdnHost.Equals(_request.Url.IdnHost, StringComparison.OrdinalIgnoreCase);
        foreach ((string name, string value) in _request.Headers.Concat(_conditions))
        {
            // What proves who we are is not for another host.
            if (isElsewhere && name.ToLowerInvariant() is ("authorization" or "cookie" or "host"))
            {
                continue;
            }

            if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                throw new BuiltinException($"invalid header field value for \"{name}\"");
            }

            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ByteArrayContent([]);
                if (!message.Content.Headers.TryAddWithoutValidation(name, value))
                {
                    throw new BuiltinException($"invalid header \"{name}\"");
                }
            }
        }

        if (!message.Headers.Contains("User-Agent"))
        {
            message.Headers.TryAddWithoutValidation("User-Agent", "Platform-Rego");
        }

        try
        {
            return _client.SendAsync(message, _context.Cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!_context.Cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"{Title(method)} \"{url}\": request timed out");
        }
        catch (HttpRequestException e)
        {
            throw new HttpRequestException($"{Title(method)} \"{url}\": {e.Message}", e);
        }
    }

    private Val Describe(HttpResponseMessage response)
    {
        byte[] bytes = response.Content.ReadAsByteArrayAsync(_context.Cancellation).GetAwaiter().GetResult();
        _context.Charge(bytes.Length);
        string raw = Utf8Text.Decode(bytes);
        string type = response.Content.Headers.ContentType?.ToString() ?? "";
        Val body = _request.IsJson || type.Contains("application/json", StringComparison.OrdinalIgnoreCase) ? OrNull(() => JsonReader.Read(bytes))
            : _request.IsYaml || type.Contains("application/yaml", StringComparison.OrdinalIgnoreCase) || type.Contains("application/x-yaml", StringComparison.OrdinalIgnoreCase)
                ? OrNull(() => YamlDecoder.Decode(_context, raw))
            : Val.Null;
        var headers = new ObjectBuilder();
        foreach (var group in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).GroupBy(h => h.Key.ToLowerInvariant()))
        {
            headers.Set(group.Key, Operands.ArrayOf(group.SelectMany(header => header.Value)));
        }

        long code = (long)response.StatusCode;
        return Val.ObjectOf(("status", $"{code} {response.ReasonPhrase}"), ("status_code", code), ("body", body), ("raw_body", raw), ("headers", headers.Build()));
    }

    // A body that is not what it says it is, is null.
    private static Val OrNull(Func<Val> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception e) when (e is JsonFormatException or BuiltinException)
        {
            return Val.Null;
        }
    }

    private void RequireAllowed(Uri url)
    {
        if (url.Scheme is not ("http" or "https") || !_egress.Allows(url.IdnHost))
        {
            throw new BuiltinException($"unallowed host: {url.IdnHost} is not on the egress allow-list");
        }
    }

    private static HttpMethod Method(string method)
    {
        try
        {
            return new HttpMethod(method);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new BuiltinException($"net/http: invalid method \"{method}\"");
        }
    }

    private static bool IsRedirect(HttpStatusCode code) => (int)code is 301 or 302 or 303 or 307 or 308;

    private static string Title(string method) => method[..1] + method[1..].ToLowerInvariant();
}
