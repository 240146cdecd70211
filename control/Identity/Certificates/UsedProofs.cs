using System.Globalization;
using System.Text;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Certificates;

/// <summary>
/// The proofs that were used, on disk before anything is issued for them: one line `jti expiry` each. A crash between the two burns a proof and never
/// lets one be used twice. Expired ones are dropped at start, since an expired proof is refused anyway.
/// </summary>
public sealed class UsedProofs : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly FileStream _file;

    /// <summary>Opens the list in the state folder.</summary>
    public UsedProofs(WorkloadIdentityOptions options, TimeProvider clock)
    {
        var path = Path.Combine(options.StateDirectory, "used-proofs");
        var kept = new StringBuilder();
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.Split(' ') is [var id, var expiry] && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && DateTimeOffset.FromUnixTimeSeconds(seconds) > clock.GetUtcNow() - BootstrapProof.Lifetime)
            {
                _used.Add(id);
                kept.Append(line).Append('\n');
            }
        }

        PrivateFile.Write(path, kept.ToString());
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>True once per proof.</summary>
    /// <exception cref="IOException">It could not be remembered, so it must not be accepted.</exception>
    public bool TryUse(BootstrapProof proof)
    {
        lock (_lock)
        {
            if (_used.Contains(proof.ProofId))
            {
                return false;
            }

            _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{proof.ProofId} {proof.ExpiresAt.ToUnixTimeSeconds()}\n")));
            _file.Flush(flushToDisk: true);
            return _used.Add(proof.ProofId);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
