namespace Platform.ServiceDefaults;

/// <summary>What a port is for (contracts.md §1). Each class has its own way to know who is at the other end.</summary>
[Flags]
public enum ListenerClass
{
    /// <summary>A connection of no known listener: nothing is answered on it.</summary>
    None = 0,

    /// <summary>Loopback, for the own sidecar, which presents the app token.</summary>
    App = 1,

    /// <summary>Sidecar to sidecar, mutual TLS.</summary>
    Mesh = 2,

    /// <summary>APIs of identity, policy and ledger, mutual TLS.</summary>
    Control = 4,

    /// <summary>Where a process without an identity presents its proof; only the server proves itself.</summary>
    Bootstrap = 8,

    /// <summary>HTTPS for people.</summary>
    Browser = 16,

    /// <summary>Loopback, <c>/health</c> and <c>/alive</c> only.</summary>
    Management = 32,

    /// <summary>Loopback, the sidecar's API for its own app, which presents the API token.</summary>
    SidecarApi = 64,
}
