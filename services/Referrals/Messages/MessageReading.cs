using Platform.Referrals.Fhir;
using Platform.Referrals.Messages.Checks;

namespace Platform.Referrals.Messages;

/// <summary>
/// From headers and bytes to a message, by checks in the order that BaRS gives: headers, JSON, Bundle, application version, workflow, use case,
/// resources, fixed values, references, addresses. The first check that finds something ends the reading. State comes after, since it needs the database.
/// </summary>
public static class MessageReading
{
    public static (ReferralMessage? Message, FhirRefusal? Refusal) Read(IHeaderDictionary httpHeaders, ReadOnlySpan<byte> body, ServiceDirectory directory)
    {
        var (headers, refusal) = HeaderCheck.Read(httpHeaders);
        if (headers is null)
            return (null, refusal);
        (var root, refusal) = StrictJson.Read(body);
        if (root is null)
            return (null, refusal);
        (var bundle, refusal) = BundleCheck.Read(root);
        if (bundle is null)
            return (null, refusal);
        if (VersionCheck.Refusal(bundle) is { } version)
            return (null, version);
        (var workflow, refusal) = WorkflowCheck.Read(bundle);
        if (workflow is null)
            return (null, refusal);
        refusal = UseCaseCheck.Refusal(bundle, workflow) ?? ResourceCheck.Refusal(bundle, workflow) ?? FixedValueCheck.Refusal(bundle, workflow)
            ?? ReferenceCheck.Refusal(bundle, workflow);
        if (refusal is not null)
            return (null, refusal);
        return workflow.Kind == WorkflowKind.Response
            ? (new(headers, bundle, workflow, null, null, null), null)
            : Addressed(headers, bundle, workflow, directory);
    }

    private static (ReferralMessage?, FhirRefusal?) Addressed(MessageHeaders headers, MessageBundle bundle, Workflow workflow, ServiceDirectory directory)
    {
        var (parties, refusal) = AddressCheck.Read(bundle, headers, directory);
        if (parties is null)
            return (null, refusal);
        var patient = PatientReading.Read(bundle.OfType("Patient").Single(), headers);
        if (workflow.Kind == WorkflowKind.New)
            return (new(headers, bundle, workflow, null, parties, patient), null);

        var request = bundle.ServiceRequest!;
        if (request.Resource.Text("id") is not { Length: > 0 } id)
            return (null, FhirRefusal.BadRequest("required", request.Place("id"), "the id that the receiver issued is missing"));
        return Guid.TryParseExact(id, "D", out var referral)
            ? (new(headers, bundle, workflow, referral.ToString("D"), parties, patient), null)
            : (null, FhirRefusal.BadRequest("value", request.Place("id"), "the id is not a UUID"));
    }
}
