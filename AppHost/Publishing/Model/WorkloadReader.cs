namespace Platform.AppHost.Publishing.Model;

/// <summary>Reads one process: runs the callbacks that say its environment and arguments, and takes their values apart.</summary>
internal static class WorkloadReader
{
    public static async Task<Workload> ReadAsync(ProjectResource project, DistributedApplicationExecutionContext context, PublishOptions options)
    {
        var environment = new EnvironmentCallbackContext(context, project);
        foreach (var callback in project.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(environment);
        var arguments = new CommandLineArgsCallbackContext([], project) { ExecutionContext = context };
        foreach (var callback in project.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(arguments);
        var raw = (object[])[.. environment.EnvironmentVariables.Values, .. arguments.Args];
        var metadata = project.Annotations.OfType<IProjectMetadata>().Last();
        return new(project, options.ImageOf(Path.GetFileNameWithoutExtension(metadata.ProjectPath)))
        {
            Variables = [.. (await Task.WhenAll(environment.EnvironmentVariables.Select(async variable => KeyValuePair.Create(variable.Key, await ValueReader.ReadAsync(variable.Value)))))
                .OrderBy(variable => variable.Key, StringComparer.Ordinal)],
            Arguments = await Task.WhenAll(arguments.Args.Select(ValueReader.ReadAsync)),
            Endpoints = [.. project.Annotations.OfType<EndpointAnnotation>()
                .Select(endpoint => new PublishedEndpoint(endpoint.Name, PublishedPorts.Of(project, endpoint), endpoint.TargetHost == "0.0.0.0", endpoint.IsExternal))],
            Files = [.. raw.OfType<GivenFile>().DistinctBy(file => (file.Source, file.Key)).OrderBy(file => file.Source, StringComparer.Ordinal)],
            Folders = [.. raw.OfType<GivenFolder>().DistinctBy(folder => folder.Source).OrderBy(folder => folder.Source, StringComparer.Ordinal)],
            Waits = [.. project.Annotations.OfType<WaitAnnotation>()],
            SidecarOf = project.Annotations.OfType<SidecarAnnotation>().LastOrDefault(),
        };
    }
}
