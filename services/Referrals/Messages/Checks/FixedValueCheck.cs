using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>What BaRS fixes: the profile of the Bundle, a time of change on every resource, and the values that a message of any workflow has.</summary>
public static class FixedValueCheck
{
    private const string BundleProfile = "https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage";
    private const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private const string ConsentScope = "http://terminology.hl7.org/CodeSystem/consentscope";

    public static FhirRefusal? Refusal(MessageBundle bundle, Workflow workflow)
    {
        if (workflow.Kind == WorkflowKind.Response)
            return null;
        List<FhirIssue> issues = [];
        if (!HasText(bundle.Root.At("meta").At("profile"), BundleProfile))
            issues.Add(new("invariant", "Bundle.meta.profile", $"the profile must be {BundleProfile}"));
        foreach (var entry in bundle.Entries)
        {
            if (string.IsNullOrEmpty(entry.Resource.Text("meta", "lastUpdated")))
                issues.Add(new("required", entry.Place("meta.lastUpdated"), "lastUpdated is missing"));
            if (Wrong(entry) is { } wrong)
                issues.Add(new("invariant", entry.Place(wrong.Element), $"{wrong.Element} must be {wrong.Fixed}"));
        }

        return issues.Count > 0 ? FhirRefusal.BadRequest(issues) : null;
    }

    private static (string Element, string Fixed)? Wrong(BundleEntry entry) => entry.Type switch
    {
        "Encounter" when !(FhirSystem.Same(entry.Resource.Text("class", "system"), ActCode) && entry.Resource.Text("class", "code") == "EMER") => ("class", "EMER"),
        "CarePlan" when entry.Resource.Text("intent") != "plan" => ("intent", "plan"),
        "Task" when entry.Resource.Text("status") != "requested" => ("status", "requested"),
        "Consent" when entry.Resource.At("scope").CodeOf(ConsentScope) != "patient-privacy" => ("scope", "patient-privacy"),
        _ => null,
    };

    private static bool HasText(JsonNode? array, string text) =>
        array is JsonArray elements
        && elements.OfType<JsonValue>().Any(value => value.TryGetValue(out string? one) && FhirSystem.Same(one, text));
}
