using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Rego.AspNetCore;
using Platform.Testing;

namespace Platform.Tests.Domain;

/// <summary>The policies and the policy data of this repository, as an active revision.</summary>
internal static class RepositoryPolicies
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "policies");

    public static ActivePolicy Active(DateTimeOffset now) => new(
        "repository",
        1,
        now.AddDays(3650),
        Decide,
        PurposeDefaults.Parse(Data("purposes")),
        ReasonAnswers.Parse(Data("reasons")));

    private static JsonElement Data(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "data", $"{name}.json")));
        return json.RootElement.Clone();
    }

    // STANDIN
    private static string? Decide(ReadOnlySpan<byte> input)
    {
        var json = JsonNode.Parse(input)!;
        var action = json["action"]!.GetValue<string>();
        var organisation = json["subject"]!["organisation"]!.GetValue<string>();
        var related = json["context"]!["relationship"]!.AsArray().Any(r => r!["organisation"]!.GetValue<string>() == organisation);
        var needs = action is "records.patient.read" or "records.note.read" or "records.note.list" or "records.note.write" or "referrals.referral.read"
            or "referrals.referral.cancel" or "referrals.referral.book" or "referrals.triage.accept" or "referrals.triage.return" or "records.relationship.close";
        var malformed = json["resource"]!["facts"]!["wellFormed"] is JsonValue v && !v.GetValue<bool>();
        if (needs && !related && !malformed)
            return """{"allow":false,"reasons":["no_relationship"],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""";
        var filter = action switch
        {
            "records.patient.read" or "records.note.read" or "records.patient.search" => $$"""{"type":"field","operator":"eq","field":"organisation","value":"{{organisation}}"}""",
            "records.note.list" => $$$"""{"type":"compound","operator":"and","value":[{"type":"field","operator":"eq","field":"organisation","value":"{{{organisation}}}"},{"type":"field","operator":"in","field":"confidentiality","value":["N","R"]}]}""",
            "referrals.referral.list" => $$$"""{"type":"compound","operator":"or","value":[{"type":"field","operator":"eq","field":"referringOrganisation","value":"{{{organisation}}}"},{"type":"field","operator":"eq","field":"receivingOrganisation","value":"{{{organisation}}}"}]}""",
            _ => "null",
        };
        return $$$"""{"allow":true,"reasons":[],"obligations":{"mask":[],"filter":{{{filter}}},"audit":"standard","stepUp":null}}""";
    }
}
