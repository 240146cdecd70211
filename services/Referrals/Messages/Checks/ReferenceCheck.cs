using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>
/// The references that matter must lead to the right kind of resource inside the message. Others may dangle, as published messages do
/// (EpisodeOfCare, Appointment, one performer).
/// </summary>
public static class ReferenceCheck
{
    private static readonly string[] Requesters = ["Practitioner", "PractitionerRole", "Organization", "Device"];
    private static readonly string[] Performers = ["HealthcareService", "Organization", "Practitioner", "PractitionerRole", "Device"];
    private static readonly string[] OfThePatient = ["Encounter", "CarePlan", "Condition", "AllergyIntolerance", "MedicationStatement"];

    public static FhirRefusal? Refusal(MessageBundle bundle, Workflow workflow)
    {
        if (workflow.Kind == WorkflowKind.Response)
            return null;
        List<FhirIssue> issues = [];
        var header = bundle.Header;
        Check(bundle, header, "focus[0].reference", header.Resource.Each("focus").FirstOrDefault().Text("reference"), ["ServiceRequest"], issues);
        Check(bundle, header, "sender.reference", header.Reference("sender"), ["Organization"], issues);
        Check(bundle, header, "destination[0].receiver.reference", bundle.Destination.Text("receiver", "reference"), ["Organization"], issues);

        var request = bundle.ServiceRequest!;
        Check(bundle, request, "subject.reference", request.Reference("subject"), ["Patient"], issues);
        Optional(bundle, request, "encounter", ["Encounter"], issues);
        Optional(bundle, request, "requester", Requesters, issues);
        Each(bundle, request, "basedOn", ["CarePlan"], issues);
        Each(bundle, request, "performer", Performers, issues);

        foreach (var entry in bundle.Entries)
        {
            var element = entry.Resource.At("subject") is not null ? "subject" : entry.Resource.At("patient") is not null ? "patient" : null;
            if (element is null || entry == request)
                continue;
            string[]? types = OfThePatient.Contains(entry.Type) || entry.Type == "Consent" ? ["Patient"] : null;
            Check(bundle, entry, $"{element}.reference", entry.Reference(element), types, issues);
        }

        return issues.Count > 0 ? FhirRefusal.BadRequest(issues) : null;
    }

    private static void Optional(MessageBundle bundle, BundleEntry entry, string element, string[] types, List<FhirIssue> issues)
    {
        if (entry.Resource.At(element) is not null)
            Check(bundle, entry, $"{element}.reference", entry.Reference(element), types, issues);
    }

    private static void Each(MessageBundle bundle, BundleEntry entry, string element, string[] types, List<FhirIssue> issues)
    {
        if (entry.Resource.At(element) is null)
            return;
        var references = entry.Resource.Each(element).ToArray();
        if (references.Length == 0)
            issues.Add(new("structure", entry.Place(element), $"{element} must be an array of references"));
        for (var index = 0; index < references.Length; index++)
            Check(bundle, entry, $"{element}[{index}].reference", references[index].Text("reference"), types, issues);
    }

    private static void Check(MessageBundle bundle, BundleEntry entry, string element, string? reference, string[]? types, List<FhirIssue> issues)
    {
        if (reference is null)
            issues.Add(new("required", entry.Place(element), "the reference is missing"));
        else if (bundle.Resolve(reference) is not { } target)
            issues.Add(new("invariant", entry.Place(element), "the reference leads to nothing in this message"));
        else if (types is not null && !types.Contains(target.Type))
            issues.Add(new("invariant", entry.Place(element), $"the reference leads to a {target.Type}"));
    }
}
