using System.Text.Json;
using Platform.Identity.Certificates;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Revocations;

/// <summary>
/// What was revoked, in `revocations.json` of the state folder: on disk before anybody is told. Sign-ins and certificates that have run out by themselves are
/// dropped; users, roles, workloads and keys stay until they are restored.
/// </summary>
public sealed class RevocationRegister
{
    /// <summary>How many there may be, so that the list stays one answer.</summary>
    public const int Capacity = 10_000;

    // A certificate of a server lives longest.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);
    private static readonly RevocationKind[] s_passing = [RevocationKind.Session, RevocationKind.Certificate];
    private readonly Lock _lock = new();
    private readonly string _file;
    private readonly TimeProvider _clock;
    private RevocationSnapshot _current;

    /// <summary>Opens the register in the state folder.</summary>
    /// <exception cref="JsonException">The file is damaged: better none starts than one that has forgotten.</exception>
    public RevocationRegister(WorkloadIdentityOptions options, TimeProvider clock)
    {
        _clock = clock;
        _file = Path.Combine(options.StateDirectory, "revocations.json");
        _current = File.Exists(_file) ? JsonSerializer.Deserialize<RevocationSnapshot>(File.ReadAllText(_file), JsonSerializerOptions.Web)! : RevocationSnapshot.Empty;
    }

    /// <summary>The list as it is now.</summary>
    public RevocationSnapshot Current => _current;

    /// <summary>Adds one; again is the same as once, but that a workload's later SVIDs are refused as well. False when the register is full.</summary>
    /// <exception cref="IOException">It could not be written, so it is not in force.</exception>
    public bool Revoke(RevocationKind kind, string value)
    {
        // Certificates begin earlier than they are issued; all that were issued until now have begun by then.
        var now = kind == RevocationKind.Workload ? _clock.GetUtcNow() - CertificateAuthority.Backdated : _clock.GetUtcNow();
        lock (_lock)
        {
            var others = Others(kind, value);
            if (others.Count >= Capacity)
            {
                return false;
            }

            Write([.. others, new Revocation(kind, value, now)]);
            return true;
        }
    }

    /// <summary>Takes one off the list; nothing happens where it is not on it.</summary>
    /// <exception cref="IOException">It could not be written, so it is still in force.</exception>
    public void Restore(RevocationKind kind, string value)
    {
        lock (_lock)
        {
            Write(Others(kind, value));
        }
    }

    private List<Revocation> Others(RevocationKind kind, string value)
    {
        var oldest = _clock.GetUtcNow() - s_kept;
        return [.. _current.Revocations.Where(one => (one.Kind, one.Value) != (kind, value) && !(s_passing.Contains(one.Kind) && one.At < oldest))];
    }

    private void Write(IReadOnlyList<Revocation> revocations)
    {
        var next = new RevocationSnapshot(_current.Sequence + 1, revocations);
        PrivateFile.Write(_file, JsonSerializer.Serialize(next, JsonSerializerOptions.Web));
        _current = next;
    }
}
