using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Running;
using Spectre.Console;

namespace Platform.Cli.Publish;

/// <summary><c>platform publish</c>: manifests of the topology for a cluster or for one machine with containers.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var target = new Option<string>("--target") { Description = "What to write: kubernetes, or compose for one machine", HelpName = "TARGET", Required = true };
        var output = new Option<string?>("--output") { Description = "Folder to write (default: artifacts/publish/TARGET in the repository)", HelpName = "DIR" };
        var registry = new Option<string?>("--registry") { Description = "Where the images are (default: localhost:5000)", HelpName = "HOST" };
        var tag = new Option<string?>("--tag") { Description = "Tag of the images (default: this version)", HelpName = "TAG" };
        var space = new Option<string?>("--namespace") { Description = "Namespace of the cluster and of the identities (default: default)", HelpName = "NAME" };
        var json = GlobalOptions.Json();
        var command = new Command("publish", """
            Write manifests of the topology that `up` runs: Kubernetes with Dapr's own sidecars, or a compose file.

            Nothing is started, and no secret is made or written: the manifests name what whoever deploys has to bring, and the command lists it.
            docs/howto/publish.md goes through a deployment.

            Examples:
              platform publish --target kubernetes --registry registry.example/team --tag 1.4.0
              platform publish --target kubernetes --output deploy/k8s && kubectl apply -k deploy/k8s
              platform publish --target compose --output deploy/compose
              platform publish --target kubernetes --json | jq -r '.needs[] | "\(.kind) \(.name) \(.key)"'

            Exit codes: 0 written, 1 the AppHost failed, 2 arguments, or a folder with files that are not from here.
            """) { target, output, registry, tag, space, json };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(target)!, result.GetValue(output), [.. Given("registry", result.GetValue(registry)), .. Given("tag", result.GetValue(tag)), .. Given("Identity:Namespace", result.GetValue(space))],
            result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string target, string? output, IReadOnlyList<string> settings, bool json, CancellationToken cancellationToken)
    {
        if (target is not ("kubernetes" or "compose"))
        {
            Console.Error.WriteLine($"--target is '{target}'; it is kubernetes or compose.");
            return ExitCode.BadArguments;
        }

        var folder = new PublishFolder(Path.GetFullPath(output ?? Repository.File("artifacts", "publish", target)));
        try
        {
            folder.RefuseForeign();
            var report = await folder.ReplaceAsync(fresh => AppHostPublication.RunAsync(target, fresh, settings, cancellationToken));
            if (json)
                Console.WriteLine(JsonSerializer.Serialize(new { report.Target, Folder = folder.Path, report.Files, report.Images, report.Needs, report.LeftOut }, ResourceInfo.Json));
            else
                Tell(report, folder.Path);
            return ExitCode.Ok;
        }
        catch (PublishException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return refusal.ExitCode;
        }
    }

    private static void Tell(PublishReport report, string folder)
    {
        AnsiConsole.MarkupLine($"[bold]{report.Files.Count} files[/] in {Markup.Escape(folder)}");
        AnsiConsole.MarkupLine("\n[bold]Images[/] (docs/howto/publish.md says how to build and push them)");
        foreach (var image in report.Images)
            AnsiConsole.MarkupLine($"  {Markup.Escape(image)}");
        AnsiConsole.MarkupLine("\n[bold]You bring[/]");
        foreach (var need in report.Needs.GroupBy(need => (need.Kind, need.Name)))
            AnsiConsole.MarkupLine($"  {Markup.Escape($"{need.Key.Kind} {need.Key.Name} {string.Join(", ", need.Select(part => part.Key))}".TrimEnd())}");
        AnsiConsole.MarkupLine("\n[bold]Left out[/]");
        foreach (var left in report.LeftOut)
            AnsiConsole.MarkupLine($"  {Markup.Escape($"{left.Resource}: {left.Why}")}");
    }

    private static IEnumerable<string> Given(string setting, string? value) => value is null ? [] : [$"--{setting}={value}"];
}
