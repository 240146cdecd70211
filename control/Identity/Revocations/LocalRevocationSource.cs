using Platform.WorkloadIdentity;

namespace Platform.Identity.Revocations;

/// <summary>Identity judges by its own register.</summary>
public sealed class LocalRevocationSource(RevocationRegister register) : RevocationSource
{
    /// <inheritdoc/>
    public override RevocationSnapshot Own => register.Current;

    /// <inheritdoc/>
    public override Task<RevocationSnapshot> FetchAsync(CancellationToken cancellationToken) => Task.FromResult(register.Current);
}
