using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Platform.WorkloadIdentity;

/// <summary>A public key that many requests verify with at once: an <see cref="ECDsa"/> is not safe for concurrent use, so handles are pooled.</summary>
internal sealed class VerificationKey(ECParameters parameters)
{
    private readonly ConcurrentBag<ECDsa> _idle = [];

    public bool Verify(CompactJws jws)
    {
        var key = _idle.TryTake(out var idle) ? idle : ECDsa.Create(parameters);
        try
        {
            return jws.Verify(key);
        }
        finally
        {
            _idle.Add(key);
        }
    }
}
