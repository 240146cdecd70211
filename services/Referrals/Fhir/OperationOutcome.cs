using System.Text.Json.Nodes;

namespace Platform.Referrals.Fhir;

/// <summary>A refusal as a FHIR resource.</summary>
public static class OperationOutcome
{
    private const string Profile = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome";
    private const string ErrorCodes = "https://fhir.nhs.uk/CodeSystem/http-error-codes";

    public static JsonObject Of(FhirRefusal refusal) => new()
    {
        ["resourceType"] = "OperationOutcome",
        ["meta"] = new JsonObject { ["profile"] = new JsonArray(Profile) },
        ["issue"] = new JsonArray([.. refusal.Issues.Select(issue => Issue(refusal.Code, issue))]),
    };

    private static JsonNode Issue(string code, FhirIssue issue)
    {
        var json = new JsonObject
        {
            ["severity"] = "error",
            ["code"] = issue.Code,
            ["details"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = ErrorCodes, ["code"] = code }) },
            ["diagnostics"] = issue.Diagnostics,
        };
        if (issue.Place is not null)
            json["expression"] = new JsonArray(issue.Place);
        return json;
    }
}
