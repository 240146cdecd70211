using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Platform.WorkloadIdentity;

/// <summary>All revocations at one moment, as Identity publishes them. Immutable.</summary>
public sealed class RevocationSnapshot
{
    private readonly FrozenDictionary<(RevocationKind, string), DateTimeOffset> _byName;

    /// <summary>A list of this number.</summary>
    /// <param name="sequence">Grows with each change; a lower one than before is an old list.</param>
    /// <param name="revocations">What was taken back.</param>
    [JsonConstructor]
    public RevocationSnapshot(long sequence, IReadOnlyList<Revocation> revocations)
    {
        Sequence = sequence;
        Revocations = revocations;
        _byName = revocations.DistinctBy(one => (one.Kind, one.Value)).ToFrozenDictionary(one => (one.Kind, one.Value), one => one.At);
    }

    /// <summary>Nothing was ever revoked.</summary>
    public static RevocationSnapshot Empty { get; } = new(0, []);

    /// <summary>The number of the list.</summary>
    public long Sequence { get; }

    /// <summary>What was taken back.</summary>
    public IReadOnlyList<Revocation> Revocations { get; }

    /// <summary>Whether this exact thing is in it.</summary>
    public bool Has(RevocationKind kind, string value) => _byName.ContainsKey((kind, value));

    /// <summary>Whether a user, or one of the roles that they come with, was revoked.</summary>
    public bool RefusesUser(string subject, IEnumerable<string> roles) =>
        Has(RevocationKind.User, subject) || roles.Any(role => Has(RevocationKind.Role, $"{role}:{subject}"));

    /// <summary>Whether a token whose signature was proven is refused: its user, sign-in, roles or signing key.</summary>
    public bool Refuses(AccessTokenClaims claims) =>
        RefusesUser(claims.Subject, claims.Roles)
        || Has(RevocationKind.Key, claims.KeyId)
        || (claims.SessionId is { } session && Has(RevocationKind.Session, session));

    /// <summary>Whether an SVID is refused: itself, or all of its workload until now.</summary>
    /// <param name="id">The workload.</param>
    /// <param name="serial">The serial number in hexadecimal.</param>
    /// <param name="notBefore">When it began.</param>
    public bool RefusesSvid(SpiffeId id, string serial, DateTimeOffset notBefore) =>
        Has(RevocationKind.Certificate, serial)
        || (_byName.TryGetValue((RevocationKind.Workload, id.AppId), out var until) && notBefore <= until);
}
