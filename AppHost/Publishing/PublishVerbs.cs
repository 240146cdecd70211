using System.Text.Json;
using Platform.AppHost.Publishing.Compose;
using Platform.AppHost.Publishing.Kubernetes;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing;

internal static class PublishVerbs
{
    private const int BadArguments = 2;

    /// <summary>
    /// Runs the application, or with <c>--operation publish</c> writes manifests of it and prints, as JSON on one line, what was written and what they need. Nothing
    /// is started then, and no key, token or password is made.
    /// </summary>
    public static void RunOrPublish(this DistributedApplication application, IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            application.Run();
            return;
        }

        using (application)
        {
            try
            {
                PublishAsync(builder).GetAwaiter().GetResult();
            }
            catch (DistributedApplicationException refusal)
            {
                Console.Error.WriteLine(refusal.Message);
                Environment.ExitCode = BadArguments;
            }
        }
    }

    private static async Task PublishAsync(IDistributedApplicationBuilder builder)
    {
        var options = PublishOptions.Read(builder.Configuration);
        var publication = await PublicationReader.ReadAsync(builder.Resources, builder.ExecutionContext, options);
        var files = options.Target == PublishOptions.Kubernetes ? KubernetesTarget.Write(publication) : ComposeTarget.Write(publication);
        var report = PublishReport.Of(publication, files);
        files.AddText(PublishReport.File, JsonSerializer.Serialize(report, PublishReport.Json) + "\n");
        files.WriteTo(options.Folder);
        Console.Out.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
    }
}
