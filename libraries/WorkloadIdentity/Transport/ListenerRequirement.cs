namespace Platform.WorkloadIdentity;

/// <summary>Metadata of a route: the listeners that it answers on.</summary>
public sealed record ListenerRequirement(IReadOnlyList<ListenerKind> Kinds);
