namespace Platform.AppHost.Publishing.Model;

/// <summary>Reads what is published out of the application's model. A resource of a kind that is not known here is an error: nothing is left out silently.</summary>
internal static class PublicationReader
{
    /// <exception cref="DistributedApplicationException">Something cannot be published.</exception>
    public static async Task<Publication> ReadAsync(IResourceCollection resources, DistributedApplicationExecutionContext context, PublishOptions options)
    {
        var workloads = new List<Workload>();
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var secrets = new List<ParameterResource>();
        var leftOut = new List<LeftOut>();
        foreach (var resource in resources)
        {
            switch (resource)
            {
                case ProjectResource project:
                    workloads.Add(await WorkloadReader.ReadAsync(project, context, options));
                    break;
                case ParameterResource { Secret: true } secret:
                    secrets.Add(secret);
                    break;
                case ParameterResource parameter:
                    parameters[parameter.Name] = await parameter.GetValueAsync(CancellationToken.None) ?? "";
                    break;
                case RabbitMQServerResource or PostgresServerResource or PostgresDatabaseResource:
                    break;
                case ExecutableResource when resource.HasAnnotationOfType<ExplicitStartupAnnotation>():
                    leftOut.Add(new(resource.Name, "a program of this machine that somebody starts by hand"));
                    break;
                default:
                    throw new DistributedApplicationException($"'{resource.Name}' is a {resource.GetType().Name}, which cannot be published.");
            }
        }

        var broker = resources.OfType<RabbitMQServerResource>().SingleOrDefault();
        // It is the platform's own question of whether the broker answers; in a cluster the operator's probes ask.
        if (broker is not null)
            Superseded(leftOut, secrets, broker.PasswordParameter, "the user of the AppHost's health check");
        var database = resources.OfType<PostgresServerResource>().SingleOrDefault();
        return new(options)
        {
            Workloads = workloads,
            Broker = broker,
            Database = database,
            Databases = [.. resources.OfType<PostgresDatabaseResource>()],
            Parameters = parameters,
            Secrets = secrets,
            Edges = EdgeReader.Read(workloads),
            LeftOut = leftOut,
        };
    }

    private static void Superseded(List<LeftOut> leftOut, List<ParameterResource> secrets, ParameterResource parameter, string why)
    {
        if (secrets.Remove(parameter))
            leftOut.Add(new(parameter.Name, why));
    }
}
