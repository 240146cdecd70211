using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>Identity verifies the tokens that it exchanges with its own key.</summary>
public sealed class LocalSigningKeySource(TokenSigningKey key) : SigningKeySource
{
    /// <inheritdoc/>
    public override Task<string> FetchAsync(CancellationToken cancellationToken) => Task.FromResult(key.Jwks);
}
