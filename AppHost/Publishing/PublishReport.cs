using System.Text.Json;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing;

/// <summary>What was written, what whoever deploys has to add, and what of the topology is left out on purpose.</summary>
internal sealed record PublishReport(
    string Target, IReadOnlyList<string> Files, IReadOnlyList<string> Images, IReadOnlyList<PublishReport.Need> Needs, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Where it lies beside the manifests. By it a later publication knows which files are its own.</summary>
    public const string File = "publication.json";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public static PublishReport Of(Publication publication, ManifestFiles files) => new(
        publication.Options.Target,
        [.. files.Names],
        [.. publication.Processes(publication.Options.Target == PublishOptions.Compose).Select(workload => workload.Image).Distinct().Order(StringComparer.Ordinal)],
        [.. files.Needs.Select(need => new Need(need.Kind, need.Name, need.Key)).Distinct().OrderBy(need => (need.Kind, need.Name, need.Key))],
        publication.LeftOut);

    /// <summary>A value that the manifests refer to and do not hold.</summary>
    internal sealed record Need(string Kind, string Name, string Key);
}
