using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Chaos.Experiments;
using Platform.Cli.Running;
using Spectre.Console;

namespace Platform.Cli.Chaos;

/// <summary><c>platform chaos list</c>: the experiments and what each supposes.</summary>
internal static class ChaosListCommand
{
    public static Command Create()
    {
        var json = GlobalOptions.Json();
        var command = new Command("list", """
            List the experiments.

            Examples:
              platform chaos list
              platform chaos list --json | jq -r '.[].name'
            """) { json };
        command.SetAction(result =>
        {
            if (result.GetValue(json))
            {
                var all = Catalogue.All.Select(one => new { one.Name, one.Hypothesis, one.DefaultCount, RecoverySeconds = (int)one.RecoveryMax.TotalSeconds });
                Console.WriteLine(JsonSerializer.Serialize(all, ResourceInfo.Json));
                return ExitCode.Ok;
            }
            foreach (var one in Catalogue.All)
            {
                AnsiConsole.MarkupLine($"[bold]{one.Name}[/] ({one.DefaultCount} referrals, recovery within {one.RecoveryMax.TotalSeconds:0} s)");
                AnsiConsole.MarkupLine($"  {Markup.Escape(one.Hypothesis)}");
            }
            return ExitCode.Ok;
        });
        return command;
    }
}
