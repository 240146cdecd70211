using System.Text.Json;

namespace Platform.Cli.Demo.Breach;

/// <summary>The wrong identities. At an edge that has other credentials the class keeps its meaning: the nearest wrong thing of its kind is sent.</summary>
internal enum IdentityClass
{
    /// <summary>Nothing at all; on a mutual TLS port not even a certificate.</summary>
    NoToken,

    /// <summary>A person's own token, made for the gateway, with its proof. At the gateway: a token made for a service.</summary>
    GatewayToken,

    /// <summary>A token that was right until it expired.</summary>
    Expired,

    /// <summary>A good token and proof, made for another service.</summary>
    WrongAudience,

    /// <summary>The claims of a good token, with the algorithm none.</summary>
    AlgNone,

    /// <summary>A good token, stolen: without the proof of possession.</summary>
    TokenWithoutProof,

    /// <summary>A good token, stolen, with the proof of another workload.</summary>
    WrongWorkload,

    /// <summary>Everything right, for a clinician who has nothing to do with the patient.</summary>
    UnrelatedClinician,
}

internal static class IdentityClasses
{
    public static IReadOnlyList<IdentityClass> All { get; } = Enum.GetValues<IdentityClass>();

    /// <summary>For reports: <c>wrongWorkload</c>.</summary>
    public static string Name(this IdentityClass identity) => JsonNamingPolicy.CamelCase.ConvertName(identity.ToString());
}
