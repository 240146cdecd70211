using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Platform.EndToEnd.Tests.Publish;

/// <summary>
/// The application's model, read here in another way than the publisher reads it: by the expressions of a manifest, as Aspire defines them. What it says must be in
/// what was published.
/// </summary>
/// <param name="Resources">Every resource.</param>
/// <param name="References">Which expression stands in a variable or an argument of which resource.</param>
public sealed partial record Topology(IReadOnlyList<IResource> Resources, IReadOnlyList<Reference> References)
{
    public static async Task<Topology> ReadAsync()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--operation", "publish", "--Database=postgres"], TestContext.Current.CancellationToken);
        var references = new List<Reference>();
        foreach (var resource in builder.Resources)
        {
            var environment = new EnvironmentCallbackContext(builder.ExecutionContext, resource);
            foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
                await callback.Callback(environment);
            foreach (var (name, value) in environment.EnvironmentVariables)
            {
                if (value is IManifestExpressionProvider { ValueExpression: var text })
                    references.AddRange(Expression().Matches(text).Select(found => new Reference(resource.Name, name, found.Groups["resource"].Value, found.Groups["what"].Value, found.Groups["name"].Value, found.Groups["part"].Value)));
            }
        }

        return new([.. builder.Resources], references);
    }

    /// <summary>The app beside which a sidecar runs, or the resource itself.</summary>
    public static string Pod(string resource) => resource.EndsWith("-dapr", StringComparison.Ordinal) ? resource[..^"-dapr".Length] : resource;

    public IEnumerable<string> Processes => Resources.OfType<ProjectResource>().Select(resource => resource.Name);

    public IEnumerable<string> Apps => Processes.Where(name => Pod(name) == name);

    public IEnumerable<string> WithSidecar => Processes.Where(name => Pod(name) != name).Select(Pod);

    [GeneratedRegex(@"\{(?<resource>[^.{}]+)\.(?<what>[^.{}]+)(\.(?<name>[^.{}]+))?(\.(?<part>[^.{}]+))?\}")]
    private static partial Regex Expression();
}

/// <summary>For example <c>records</c>, <c>Ledger__Endpoint</c>, <c>ledger</c>, <c>bindings</c>, <c>control</c>, <c>url</c>.</summary>
public sealed record Reference(string From, string Variable, string To, string What, string Name, string Part)
{
    /// <summary>Whether it needs a connection from one process to another.</summary>
    public bool Connects => What == "bindings" && Part is not "targetPort" && Name != "mesh" && Topology.Pod(From) != Topology.Pod(To);
}
