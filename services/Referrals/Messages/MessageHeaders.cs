namespace Platform.Referrals.Messages;

/// <summary>What the HTTP headers of a BaRS call say. The NHSD headers are unsigned claims: nothing is authorized on them.</summary>
/// <param name="TargetService">The DoS service id that is addressed.</param>
/// <param name="EndUserOrganisation">ODS code, where the header is present.</param>
public sealed record MessageHeaders(Guid RequestId, Guid CorrelationId, string TargetService, string? EndUserOrganisation);
