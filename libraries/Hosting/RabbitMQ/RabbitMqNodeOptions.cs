namespace Platform.Hosting.RabbitMQ;

/// <summary>How a private node is run. Everything it needs lies below <see cref="Directory"/>; it listens on loopback alone.</summary>
public sealed record RabbitMqNodeOptions
{
    /// <summary>The node's own folder, absolute; made with mode 0700.</summary>
    public required string Directory { get; init; }

    /// <summary>The node's name before the @.</summary>
    /// <value>Default <c>platform</c>.</value>
    public string Name { get; init; } = "platform";

    /// <summary>The AMQP port, TLS only: the server asks every client for a certificate of <see cref="TrustBundleFile"/>.</summary>
    public required int Port { get; init; }

    /// <summary>The port of Erlang's distribution.</summary>
    public required int DistributionPort { get; init; }

    /// <summary>The port of the node's own <c>epmd</c>.</summary>
    public required int PortMapperPort { get; init; }

    /// <summary>PEM, leaf first.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>PEM, not encrypted; the file's mode protects it.</summary>
    public required string KeyFile { get; init; }

    /// <summary>PEM of the authorities that client certificates must come from.</summary>
    public required string TrustBundleFile { get; init; }

    /// <summary>Users, permissions, exchanges, queues, bindings and policies: loaded at every boot.</summary>
    public required string DefinitionsFile { get; init; }

    /// <summary>At this many bytes of memory the node blocks publishers.</summary>
    /// <value>Default 512 MiB.</value>
    public long MemoryLimitBytes { get; init; } = 512L << 20;

    /// <summary>Below this many free bytes on disk the node blocks publishers.</summary>
    /// <value>Default 50 MiB.</value>
    public long FreeDiskBytes { get; init; } = 50L << 20;
}
