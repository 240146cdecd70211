using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.Tests.Referrals;

/// <summary>NHS's published messages, which lie beside the repository and not in it. Tests over them are skipped, saying so, where they are not there.</summary>
internal static class PublishedSamples
{
    public const string Absent = "the published BaRS samples (shared/fhir beside the repository) are not on this machine";

    public static string? Folder { get; } = RepositoryRoot.SharedData("fhir");

    public static bool ArePresent => Folder is not null;

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder!, file));

    public static JsonObject Headers() => Json("headers.json")["encoded"]!.AsObject();

    public static JsonObject Json(string file) => JsonNode.Parse(Read(file))!.AsObject();

    /// <summary>The files that tell what a receiver is to answer.</summary>
    public static IEnumerable<(string File, JsonElement Expect)> Expectations()
    {
        if (Folder is null)
            yield break;
        using var index = JsonDocument.Parse(Read("index.json"));
        foreach (var file in index.RootElement.GetProperty("files").EnumerateArray())
        {
            if (file.TryGetProperty("expect", out var expect) && expect.ValueKind == JsonValueKind.Object)
                yield return (file.GetProperty("file").GetString()!, expect.Clone());
        }
    }
}
