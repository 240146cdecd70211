using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Demo;

namespace Platform.Cli.Labs;

/// <summary><c>platform lab check N</c>.</summary>
internal static class LabCheckCommand
{
    public static Command Create()
    {
        var (number, work, json) = (LabCommand.Number(), LabCommand.Work(), GlobalOptions.Json());
        var command = new Command("check", """
            Grade a lab: red before, green after. A red line says why, and where to look.

            With --json, standard output holds one line: lab, passed, findings (ok, claim, why).

            Examples:
              platform lab check 3
              platform lab check 3 --json | jq '.findings[] | select(.ok | not)'

            Exit codes: 0 passed; 1 not yet; 2 no such lab, or it is not set up; 3 it needs the platform, and nothing runs.
            """) { number, work, json };
        command.SetAction((result, cancellation) => LabCommand.GuardAsync(async () =>
        {
            var lab = LabCatalogue.Of(result.GetValue(number));
            var folder = LabFolder.Resolve(result.GetValue(work), lab.Number);
            if (!folder.IsSetUp)
                throw new LabException($"Lab {lab.Number} is not set up in {folder.Path}. Begin with ./platform lab start {lab.Number}");
            var story = Story.For(result.GetValue(json));
            story.Chapter($"Lab {lab.Number}: {lab.Title}");
            var findings = new Findings(finding => Tell(story, finding));
            await lab.CheckAsync(folder, findings, cancellation);
            var bad = findings.All.Count(finding => !finding.Ok);
            if (findings.AllGood)
                story.Good($"Lab {lab.Number} is passed.");
            else
                story.Bad($"Not yet: {bad} of {findings.All.Count} to go. The page: {lab.Page}");
            if (result.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { lab = lab.Number, passed = findings.AllGood, findings = findings.All }));
            return findings.AllGood ? ExitCode.Ok : ExitCode.Failed;
        }));
        return command;
    }

    private static void Tell(Story story, Finding finding)
    {
        if (finding.Ok)
            story.Good(finding.Claim);
        else
            story.Bad(finding.Claim);
        foreach (var line in finding.Why.SelectMany(why => why.Split('\n')))
            story.Say($"    {line}");
    }
}
