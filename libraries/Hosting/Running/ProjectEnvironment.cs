using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>The variables that every .NET project receives, before those that the application states.</summary>
internal static class ProjectEnvironment
{
    public static void Add(ProjectResource project, Dictionary<string, object> variables)
    {
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";

        var filter = project.TryGetLastAnnotation<EndpointEnvironmentFilterAnnotation>(out var chosen) ? chosen.Filter : _ => true;
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(e => e.Scheme is "http" or "https" && filter(e.EndpointAnnotation)))
        {
            urls.AppendLiteral($"{(urls.IsEmpty ? "" : ";")}{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:");
            urls.AppendFormatted(endpoint.Property(EndpointProperty.TargetPort));
            if (endpoint.IsHttps)
            {
                variables.TryAdd("ASPNETCORE_HTTPS_PORT", endpoint.Property(EndpointProperty.Port));
            }
        }

        if (!urls.IsEmpty)
        {
            variables.TryAdd("ASPNETCORE_URLS", urls.Build());
        }
    }
}
