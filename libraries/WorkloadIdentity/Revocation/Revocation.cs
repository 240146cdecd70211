using System.Text.Json.Serialization;

namespace Platform.WorkloadIdentity;

/// <summary>What a revocation takes back. The names are those on the wire, in lower case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RevocationKind>))]
public enum RevocationKind
{
    /// <summary>Everything of a user, by `sub`, until it is restored; they cannot sign in either.</summary>
    [JsonStringEnumMemberName("user")]
    User,

    /// <summary>One sign-in, by `sid`.</summary>
    [JsonStringEnumMemberName("session")]
    Session,

    /// <summary>A role of a user, as `role:sub`: tokens that carry it are refused, and new ones do not carry it.</summary>
    [JsonStringEnumMemberName("role")]
    Role,

    /// <summary>All SVIDs of an app-id that were issued until then; a new proof makes a new one.</summary>
    [JsonStringEnumMemberName("workload")]
    Workload,

    /// <summary>One SVID, by its serial number in hexadecimal.</summary>
    [JsonStringEnumMemberName("certificate")]
    Certificate,

    /// <summary>A key that tokens are signed with, by `kid`.</summary>
    [JsonStringEnumMemberName("key")]
    Key,
}

/// <summary>One thing that was taken back.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Which one; see <see cref="RevocationKind"/>.</param>
/// <param name="At">When. For a workload: SVIDs that begin until then are refused.</param>
public sealed record Revocation(RevocationKind Kind, string Value, DateTimeOffset At);
