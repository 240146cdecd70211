using System.Net.Security;

namespace Platform.ServiceDefaults;

/// <summary>What a process may say about itself; everything has a default that fits a domain service.</summary>
public sealed class ServiceDefaultsOptions
{
    /// <summary>TLS of the browser listener.</summary>
    /// <value>Null: the process's SVID, which no browser trusts by itself.</value>
    public Func<IServiceProvider, CancellationToken, ValueTask<SslServerAuthenticationOptions>>? BrowserTls { get; set; }

    /// <summary>Largest request body.</summary>
    /// <value>1 MiB.</value>
    public long RequestBytesMax { get; set; } = 1 << 20;

    /// <summary>Whether a trace that a caller began is continued. The gateway begins its own: it does not know its callers.</summary>
    /// <value>True.</value>
    public bool ContinuesTraces { get; set; } = true;

    /// <summary>Whether the process is ready before it has a policy. Identity is, because the control plane of policies gets its certificate from it; its bound routes answer 503 until then.</summary>
    /// <value>False.</value>
    public bool ReadyWithoutPolicy { get; set; }

    /// <summary>Largest number of bytes of audit events that wait for the ledger; when they are used up, bound routes answer 503.</summary>
    /// <value>64 MiB.</value>
    public long AuditBytesMax { get; set; } = 64L << 20;
}
