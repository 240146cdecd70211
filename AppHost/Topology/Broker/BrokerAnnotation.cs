namespace Platform.AppHost.Topology.Broker;

/// <summary>What the broker carries, and who may do what with it.</summary>
internal sealed class BrokerAnnotation(BrokerTopology topology, IReadOnlyList<BrokerUser> users) : IResourceAnnotation
{
    public BrokerTopology Topology { get; } = topology;

    public IReadOnlyList<BrokerUser> Users { get; } = users;
}
