using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Identity.SignIn;

/// <summary>Codes that were handed out: in memory, by hash, for one minute and one use.</summary>
public sealed class AuthorizationCodes(TimeProvider clock)
{
    private const int Capacity = 1000;
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);

    /// <summary>A new code; null when too many are outstanding.</summary>
    public string? Create(AuthorizationRequest request, SignedIn signedIn)
    {
        var now = clock.GetUtcNow();
        foreach (var (hash, old) in _codes)
        {
            if (old.ExpiresAt <= now)
            {
                _codes.TryRemove(hash, out _);
            }
        }

        if (_codes.Count >= Capacity)
        {
            return null;
        }

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _codes[Hash(code)] = new AuthorizationCode(request.Client.Id, request.RedirectUri, request.Challenge, request.Nonce, signedIn, now + s_lifetime);
        return code;
    }

    /// <summary>Takes it away, whoever asks: a code that a wrong party tried is spent.</summary>
    public AuthorizationCode? Take(string code) =>
        _codes.TryRemove(Hash(code), out var found) && found.ExpiresAt > clock.GetUtcNow() ? found : null;

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(code)));
}
