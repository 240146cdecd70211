using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Platform.WorkloadIdentity;

/// <summary>Identity refused a token, or did not answer.</summary>
/// <param name="refused">True when Identity answered and said no; false when it could not be reached (answer 503).</param>
/// <param name="message">For logs.</param>
/// <param name="inner">The cause.</param>
public sealed class TokenUnavailableException(bool refused, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when Identity answered and said no.</summary>
    public bool IsRefused { get; } = refused;
}

/// <summary>
/// Gets tokens for calls: exchanges a user's token (RFC 8693) or asks for the workload's own. Cached per (user token, audience) until 30 seconds before
/// expiry, and dropped when the SVID rotates because the tokens are bound to its key.
/// </summary>
public sealed class TokenClient : IDisposable
{
    /// <summary>How many tokens are kept.</summary>
    public const int CacheSize = 4096;

    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(30);
    private readonly WorkloadIdentityOptions _options;
    private readonly SvidSource _svids;
    private readonly SvidValidation _validation;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private Generation? _generation;

    /// <summary>Created by the container.</summary>
    public TokenClient(WorkloadIdentityOptions options, SvidSource svids, SvidValidation validation, TimeProvider clock)
    {
        _options = options;
        _svids = svids;
        _validation = validation;
        _clock = clock;
    }

    /// <summary>A token for <paramref name="audience"/> with the user as subject and this workload as actor.</summary>
    /// <exception cref="TokenUnavailableException">Identity refused or is down.</exception>
    /// <exception cref="SvidUnavailableException">This workload has no identity yet.</exception>
    public Task<BoundToken> ExchangeAsync(string userToken, string audience, CancellationToken cancellationToken = default) =>
        GetAsync($"{audience} {userToken}", new()
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["subject_token"] = userToken,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["audience"] = audience,
        }).WaitAsync(cancellationToken);

    /// <summary>As <see cref="ExchangeAsync(string, string, CancellationToken)"/>, onwards with the token that a caller came with.</summary>
    /// <exception cref="TokenUnavailableException">Identity refused or is down.</exception>
    /// <exception cref="SvidUnavailableException">This workload has no identity yet.</exception>
    public Task<BoundToken> ExchangeAsync(ValidatedCaller caller, string audience, CancellationToken cancellationToken = default) =>
        caller.Subject is null ? WorkloadTokenAsync(audience, cancellationToken) : ExchangeAsync(caller.Token, audience, cancellationToken);

    /// <summary>A token for this workload acting for itself.</summary>
    /// <exception cref="TokenUnavailableException">Identity refused or is down.</exception>
    /// <exception cref="SvidUnavailableException">This workload has no identity yet.</exception>
    public Task<BoundToken> WorkloadTokenAsync(string audience, CancellationToken cancellationToken = default) =>
        GetAsync(audience, new() { ["grant_type"] = "client_credentials", ["audience"] = audience }).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _generation?.Client.Dispose();

    private async Task<BoundToken> GetAsync(string key, Dictionary<string, string> form)
    {
        var generation = Current();
        if (generation.Tokens.TryGetValue(key, out var cached))
        {
            var known = await cached.Value;
            if (_clock.GetUtcNow() < known.ExpiresAt - s_margin)
            {
                return known;
            }

            generation.Tokens.TryRemove(new(key, cached));
        }

        Trim(generation);
        var pending = generation.Tokens.GetOrAdd(key, _ => new Lazy<Task<BoundToken>>(() => RequestAsync(generation, form)));
        try
        {
            return await pending.Value;
        }
        catch
        {
            generation.Tokens.TryRemove(new(key, pending));
            throw;
        }
    }

    /// <summary>Tokens and connections of one SVID: a pooled connection still carries the old certificate after a rotation.</summary>
    private Generation Current()
    {
        var svid = _svids.Current;
        lock (_lock)
        {
            if (_generation?.Svid != svid)
            {
                var handler = MutualTls.CreateHandler(svid, _validation, _options.IdOf("identity"));
                _generation = new Generation(svid, new HttpClient(handler)
                {
                    BaseAddress = _options.Endpoint ?? throw new TokenUnavailableException(false, "the setting Identity:Endpoint is missing"),
                    Timeout = TimeSpan.FromSeconds(5),
                });
            }

            return _generation;
        }
    }

    private void Trim(Generation generation)
    {
        if (generation.Tokens.Count < CacheSize)
        {
            return;
        }

        var now = _clock.GetUtcNow();
        foreach (var (key, token) in generation.Tokens)
        {
            if (!token.IsValueCreated || !token.Value.IsCompletedSuccessfully || token.Value.Result.ExpiresAt - s_margin < now)
            {
                generation.Tokens.TryRemove(key, out _);
            }
        }

        if (generation.Tokens.Count >= CacheSize)
        {
            generation.Tokens.Clear();
        }
    }

    private async Task<BoundToken> RequestAsync(Generation generation, Dictionary<string, string> form)
    {
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await generation.Client.PostAsync("/token", content);
            if (!response.IsSuccessStatusCode)
            {
                var refused = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                throw new TokenUnavailableException(refused, $"identity answered {(int)response.StatusCode} to a token request for {form["audience"]}");
            }

            var answer = await response.Content.ReadFromJsonAsync<Answer>()
                ?? throw new TokenUnavailableException(false, "identity answered without a token");
            return new BoundToken(answer.AccessToken, _clock.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn), generation.Svid);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or System.Text.Json.JsonException)
        {
            throw new TokenUnavailableException(false, $"identity cannot be reached for a token: {e.Message}", e);
        }
    }

    private sealed record Generation(Svid Svid, HttpClient Client)
    {
        public ConcurrentDictionary<string, Lazy<Task<BoundToken>>> Tokens { get; } = new(StringComparer.Ordinal);
    }

    private sealed record Answer(
        [property: JsonPropertyName("access_token"), JsonRequired] string AccessToken,
        [property: JsonPropertyName("expires_in"), JsonRequired] int ExpiresIn);
}
