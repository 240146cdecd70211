using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Publishing;

/// <summary>What is written, and where. Aspire's own switches are used where there are any.</summary>
/// <param name="Target"><c>--publisher</c>: <c>kubernetes</c> or <c>compose</c>.</param>
/// <param name="Folder"><c>--output-path</c>: an empty folder, or one that does not exist.</param>
/// <param name="Registry"><c>--registry</c>: where the images are; default <c>localhost:5000</c>.</param>
/// <param name="Tag"><c>--tag</c>: of all images; default the version of this build.</param>
/// <param name="Namespace"><c>Identity:Namespace</c>: of the identities and of the cluster, which have to be the same; default <c>default</c>.</param>
internal sealed partial record PublishOptions(string Target, string Folder, string Registry, string Tag, string Namespace)
{
    public const string Kubernetes = "kubernetes";
    public const string Compose = "compose";

    /// <exception cref="DistributedApplicationException">One is missing or cannot be used.</exception>
    public static PublishOptions Read(IConfiguration configuration)
    {
        var target = configuration["publisher"];
        var version = typeof(PublishOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return new(
            target is Kubernetes or Compose ? target : throw new DistributedApplicationException($"--publisher is '{target}'; it is {Kubernetes} or {Compose}."),
            configuration["output-path"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : throw new DistributedApplicationException("--output-path DIR is missing."),
            Matching(configuration["registry"] ?? "localhost:5000", RegistryName(), "--registry", "a host with an optional port and path, in lower case"),
            Matching(configuration["tag"] ?? version ?? "latest", TagName(), "--tag", "letters, digits, '_', '.' and '-', at most 128"),
            Matching(configuration["Identity:Namespace"] ?? "default", NamespaceName(), "--namespace", "lower-case letters, digits and '-', at most 63"));
    }

    /// <summary>The image of a project.</summary>
    public string ImageOf(string project) => $"{Registry}/platform/{project.ToLowerInvariant()}:{Tag}";

    private static string Matching(string value, Regex form, string option, string what) =>
        form.IsMatch(value) ? value : throw new DistributedApplicationException($"{option} is '{value}'; it is {what}.");

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-][a-z0-9]+)*)*$")]
    private static partial Regex RegistryName();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex NamespaceName();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")]
    private static partial Regex TagName();
}
