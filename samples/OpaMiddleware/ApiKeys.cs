using System.Security.Cryptography;
using System.Text;
using Platform.Rego.AspNetCore;

namespace Platform.OpaMiddleware;

/// <summary>
/// Callers by key: <c>Keys:{name}</c> has <c>Sha256</c>, the hash of the key in hexadecimal, <c>Shop</c> and <c>Role</c>. Where callers have tokens, validate them here
/// instead; the enforcement point only wants to know who it is.
/// </summary>
internal sealed class ApiKeys(IConfiguration configuration, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    public ValueTask<CallerOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellation)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal))
            return ValueTask.FromResult(CallerOutcome.Refused("no_key", "Bearer"));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..]));
        foreach (var key in configuration.GetSection("Keys").GetChildren())
        {
            if (key["Sha256"] is { Length: 64 } known && CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known)))
            {
                var subject = new PolicySubject(key.Key, [key["Role"] ?? ""], key["Shop"], "key", clock.GetUtcNow());
                return ValueTask.FromResult(CallerOutcome.From(new PolicyCaller(subject, $"spiffe://shop.example/client/{key.Key}", null, "edge")));
            }
        }

        return ValueTask.FromResult(CallerOutcome.Refused("unknown_key", "Bearer"));
    }
}
