namespace Platform.PolicyControl.Emergency;

/// <summary>What an operator asks to close.</summary>
/// <param name="Action">An action, or <c>*</c>.</param>
/// <param name="Workload">The SPIFFE ID of a caller, or <c>*</c>.</param>
/// <param name="Reason">Why: 1 to 200 characters, nothing about a patient.</param>
internal sealed record DenialRequest(string Action, string Workload, string Reason);
