using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>
/// The resources that a message definition demands, and the elements of them without which nothing can be done. Least counts are enforced; published
/// updates have more Encounters than the stated most.
/// </summary>
public static class ResourceCheck
{
    private static readonly (string Type, int Least)[] Referral =
    [
        ("ServiceRequest", 1), ("Patient", 1), ("Encounter", 1), ("CarePlan", 1), ("HealthcareService", 1), ("Organization", 2), ("Practitioner", 1),
        ("PractitionerRole", 1), ("Consent", 1),
    ];

    private static readonly (string Type, int Least)[] Cancellation = [("ServiceRequest", 1), ("Patient", 1), ("Organization", 2)];
    /// <summary>Of these there is one only.</summary>
    public static readonly string[] Single = ["MessageHeader", "ServiceRequest", "Patient"];

    public static FhirRefusal? Refusal(MessageBundle bundle, Workflow workflow)
    {
        if (workflow.Kind == WorkflowKind.Response)
            return null;
        List<FhirIssue> issues = [];
        foreach (var (type, least) in Needed(workflow))
        {
            if (bundle.Count(type) < least)
                issues.Add(new("invariant", "Bundle.entry", least == 1 ? $"{Article(type)} {type} is missing" : $"at least {least} resources {type} are needed"));
        }

        foreach (var type in Single.Where(type => bundle.Count(type) > 1))
            issues.Add(new("invariant", "Bundle.entry", $"there must be one {type} only"));

        Elements(bundle, workflow, issues);
        foreach (var patient in bundle.OfType("Patient"))
            PatientElements(patient, workflow, issues);
        return issues.Count > 0 ? FhirRefusal.BadRequest(issues) : null;
    }

    /// <summary>The least number of each resource that such a message has; of a response nothing is demanded.</summary>
    public static IEnumerable<(string Type, int Least)> Needed(Workflow workflow) => (workflow.Kind, workflow.Application, workflow.IsValidation) switch
    {
        (WorkflowKind.Response, _, _) => [],
        (WorkflowKind.Cancel, _, _) => Cancellation,
        (_, 5 or 8, false) => [.. Referral, ("Condition", 1), ("Task", 1)],
        (_, 3, false) => [.. Referral, ("Location", 1)],
        _ => Referral,
    };

    private static void Elements(MessageBundle bundle, Workflow workflow, List<FhirIssue> issues)
    {
        var header = bundle.Header;
        Require(header, "destination", issues);
        Require(header, "sender", issues);
        Require(header, "source", issues);
        Require(header, "focus", issues);
        if (bundle.ServiceRequest is not { } request)
            return;
        Require(request, "subject", issues);
        Require(request, "intent", issues);
        if (workflow.Kind == WorkflowKind.Cancel)
            return;
        Require(request, "encounter", issues);
        Require(request, "basedOn", issues);
        Require(request, "requester", issues);
        Require(request, "performer", issues);
        if (!workflow.IsValidation)
            Require(request, "authoredOn", issues);
        if (workflow.IsValidation || workflow.Application == 3)
            Require(request, "occurrencePeriod", issues);
    }

    private static void PatientElements(BundleEntry patient, Workflow workflow, List<FhirIssue> issues)
    {
        if (patient.Resource.IdentifierOf(FhirSystem.NhsNumber) is { } identifier && !Contracts.NhsNumber.HasShape(identifier.Text("value")))
            issues.Add(new("value", patient.Place("identifier"), "an NHS number has ten digits"));
        var canBeReached = patient.Resource.Each("contact").Append(patient.Resource).Any(contact =>
            contact.Each("telecom").Any(telecom => telecom.Text("system") == "phone" && !string.IsNullOrWhiteSpace(telecom.Text("value"))));
        if (workflow.Kind == WorkflowKind.New && !canBeReached)
            issues.Add(new("invariant", patient.Place("contact"), "a contact with a phone number is missing"));
    }

    private static void Require(BundleEntry entry, string element, List<FhirIssue> issues)
    {
        if (entry.Resource.At(element) is null)
            issues.Add(new("required", entry.Place(element), $"{element} is missing"));
    }

    private static string Article(string type) => type[0] is 'E' or 'O' ? "an" : "a";
}
