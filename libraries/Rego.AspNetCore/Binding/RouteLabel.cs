namespace Platform.Rego.AspNetCore;

/// <summary>Why a route needs no policy action. Every route has either one label or one action (contracts.md §1).</summary>
public enum RouteLabel
{
    /// <summary>Reachable by anybody; never carries patient data.</summary>
    Public,

    /// <summary>Reachable by the service's own sidecar alone, which presents the app token.</summary>
    Sidecar,

    /// <summary>Reachable over mTLS by a compiled-in list of SPIFFE ids.</summary>
    Bootstrap,

    /// <summary>The one route where a process without an identity presents its one-time proof.</summary>
    Proof,
}
