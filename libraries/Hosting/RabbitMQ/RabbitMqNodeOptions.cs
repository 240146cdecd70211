namespace Platform.Hosting.RabbitMQ;

/// <summary>How a private node is run. Everything it needs lies below <see cref="Directory"/>; it listens on loopback alone.</summary>
public sealed record RabbitMqNodeOptions
{
    /// <summary>The node's own folder, absolute; made with mode 0700.</summary>
    public required string Directory { get; init; }

    /// <summary>The node's name before the @.</summary>
    /// <value>Default <c>platform</c>.</value>
    public string Name { get; init; } = "platform";

    /// <summary>The AMQP port; there is no other, and it is TLS.</summary>
    public required int Port { get; init; }

    /// <summary>The port of Erlang's distribution.</summary>
    public required int DistributionPort { get; init; }

    /// <summary>The port of the node's own <c>epmd</c>.</summary>
    public required int PortMapperPort { get; init; }

    /// <summary>
    /// The folder with <c>rabbitmq.conf</c> and what it names. It is written as for a container: <c>/etc/rabbitmq/</c> in it means this folder, and its
    /// listeners are replaced by <see cref="Port"/>.
    /// </summary>
    public required string SettingsDirectory { get; init; }

    /// <summary>At this many bytes of memory the node blocks publishers.</summary>
    /// <value>Default 512 MiB.</value>
    public long MemoryLimitBytes { get; init; } = 512L << 20;

    /// <summary>Below this many free bytes on disk the node blocks publishers.</summary>
    /// <value>Default 50 MiB.</value>
    public long FreeDiskBytes { get; init; } = 50L << 20;
}
