namespace Platform.ServiceDefaults;

/// <summary>Endpoint metadata: the workloads that may call a bootstrap route.</summary>
/// <param name="AppIds">Their app-ids.</param>
public sealed record WorkloadList(IReadOnlyList<string> AppIds);
