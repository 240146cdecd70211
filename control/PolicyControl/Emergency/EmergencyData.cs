using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.PolicyControl.Emergency;

/// <summary>The place of the denials in a bundle: <c>data.platform.emergency.denials</c>, empty in the folder of policies.</summary>
internal static class EmergencyData
{
    private const string File = "data.json";

    /// <summary>The files of a bundle with these denials and no others.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> With(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, IReadOnlyList<EmergencyDenial> denials)
    {
        var data = JsonNode.Parse(files[File].Span)!;
        data["platform"]!["emergency"]!["denials"] = new JsonArray(
            [.. denials.Select(denial => new JsonObject { ["id"] = denial.Id, ["action"] = denial.Action, ["workload"] = denial.Workload })]);
        return new Dictionary<string, ReadOnlyMemory<byte>>(files) { [File] = JsonSerializer.SerializeToUtf8Bytes(data) };
    }

    /// <summary>Whether data has the place, with nothing closed by whoever wrote the folder.</summary>
    public static bool IsOpen(JsonObject data) =>
        data["platform"]?["emergency"] is JsonObject emergency && emergency["denials"] is JsonArray { Count: 0 } && emergency["spared"] is JsonArray;

    /// <summary>Every action that a workload may call, and every workload that may call one: what can be closed.</summary>
    public static (IReadOnlyList<string> Actions, IReadOnlyList<string> Workloads) Known(JsonObject data)
    {
        var workloads = data["platform"]!["workloads"]!.AsObject();
        return (
            [.. workloads.SelectMany(workload => workload.Value!["actions"]!.AsArray().Select(action => (string)action!)).Distinct().Order(StringComparer.Ordinal)],
            [.. workloads.Select(workload => workload.Key).Order(StringComparer.Ordinal)]);
    }
}
