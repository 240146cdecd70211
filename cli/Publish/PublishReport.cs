namespace Platform.Cli.Publish;

/// <summary>What the AppHost says of a publication.</summary>
/// <param name="Target">kubernetes or compose.</param>
/// <param name="Files">What was written, relative to the folder.</param>
/// <param name="Images">The images that the manifests name.</param>
/// <param name="Needs">What the manifests refer to and do not hold.</param>
/// <param name="LeftOut">Resources that are not published, with the reason.</param>
internal sealed record PublishReport(
    string Target, IReadOnlyList<string> Files, IReadOnlyList<string> Images, IReadOnlyList<PublishReport.Need> Needs, IReadOnlyList<PublishReport.Left> LeftOut)
{
    /// <summary>The file beside the manifests that holds this.</summary>
    public const string File = "publication.json";

    internal sealed record Need(string Kind, string Name, string Key);

    internal sealed record Left(string Resource, string Why);
}
