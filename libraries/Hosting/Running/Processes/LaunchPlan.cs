using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>Turns a resource into a description of its process: runs the callbacks, then resolves every value.</summary>
internal sealed class LaunchPlan(DistributedApplicationExecutionContext executionContext, ResourceLoggerService logs, ResourceInstances instances)
{
    public async Task<LaunchDescription> DescribeAsync(IResource resource, CancellationToken cancellationToken)
    {
        var environment = await EnvironmentAsync(resource, cancellationToken).ConfigureAwait(false);
        var arguments = await ArgumentsAsync(resource, cancellationToken).ConfigureAwait(false);
        return resource switch
        {
            ExecutableResource executable => Executable(executable, arguments, environment),
            ProjectResource project => Project(project, arguments, environment),
            _ => throw new DistributedApplicationException($"'{resource.Name}' is a {resource.GetType().Name}, which this orchestrator cannot start."),
        };
    }

    private static LaunchDescription Executable(ExecutableResource resource, List<string> arguments, Dictionary<string, string> environment)
    {
        if (!Directory.Exists(resource.WorkingDirectory))
        {
            throw new DistributedApplicationException($"The working directory of '{resource.Name}' does not exist: {resource.WorkingDirectory}");
        }

        var program = ProgramLookup.Find(resource.Command, resource.WorkingDirectory) ?? throw new StartRefusedException(
            ExitCodes.MissingTool, $"'{resource.Name}' needs the program '{resource.Command}', which was not found. Install it, or put its folder on PATH.");
        return new(program, arguments, resource.WorkingDirectory, environment);
    }

    private static LaunchDescription Project(ProjectResource resource, List<string> arguments, Dictionary<string, string> environment)
    {
        if (!resource.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
        {
            throw new DistributedApplicationException($"Project '{resource.Name}' has no metadata, so there is nothing to start.");
        }

        var folder = Path.GetDirectoryName(metadata.ProjectPath)!;
        if (metadata is not IBuiltProject { AssemblyPath: var assembly })
        {
            return new(DotnetRoot.Dotnet, ["run", "--project", metadata.ProjectPath, "--no-build", "--no-launch-profile", "--", .. arguments], folder, environment);
        }

        // The built executable starts in a quarter of the time of `dotnet run`, and its process is the service.
        var executable = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(executable) ? new(executable, arguments, folder, environment)
            : File.Exists(assembly) ? new(DotnetRoot.Dotnet, [assembly, .. arguments], folder, environment)
            : throw new DistributedApplicationException($"'{resource.Name}' is not built: {assembly} does not exist. Build it: dotnet build {metadata.ProjectPath}");
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken) { Logger = logs.GetLogger(resource) };
        if (resource.HasAnnotationOfType<IProjectMetadata>())
        {
            context.EnvironmentVariables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instances.SuffixOf(resource)}";
        }

        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(value, resource, cancellationToken).ConfigureAwait(false) is { } text)
            {
                resolved[name] = text;
            }
        }

        return resolved;
    }

    private async Task<List<string>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken)
        {
            ExecutionContext = executionContext,
            Logger = logs.GetLogger(resource),
        };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        var resolved = new List<string>();
        foreach (var argument in context.Args)
        {
            if (await ResolveAsync(argument, resource, cancellationToken).ConfigureAwait(false) is { } text)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }

    private async ValueTask<string?> ResolveAsync(object value, IResource caller, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(
            new ValueProviderContext { ExecutionContext = executionContext, Caller = caller }, cancellationToken).ConfigureAwait(false),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
