namespace Platform.WorkloadIdentity;

/// <summary>The classes of listeners (contracts.md §1). Every connection knows the one that it came in on.</summary>
public enum ListenerKind
{
    /// <summary>Loopback, for the own sidecar only.</summary>
    App,

    /// <summary>Mutual TLS between sidecars.</summary>
    Mesh,

    /// <summary>Mutual TLS of the control APIs.</summary>
    Control,

    /// <summary>TLS without a client certificate, for `/bootstrap` alone.</summary>
    Bootstrap,

    /// <summary>HTTPS for people.</summary>
    Browser,

    /// <summary>Loopback, `/health` and `/alive` only.</summary>
    Management,

    /// <summary>Loopback, the Dapr API of a sidecar.</summary>
    SidecarApi,
}
