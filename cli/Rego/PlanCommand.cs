using System.CommandLine;
using Platform.Rego.Ir;

namespace Platform.Cli.Rego;

/// <summary><c>rego plan</c>: shows what a reference is planned to.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var reference = new Argument<string>("reference") { Description = "For instance data.example.allow" };
        var json = GlobalOptions.Json();
        var policies = new PolicyOptions();
        var command = new Command("plan", "Prints the plan of a reference: a statement a line, or OPA's plan.json with --json.\n\nExample:\n  ./platform rego plan -d policies data.platform.decision")
        {
            reference, json,
        };
        policies.AddTo(command);
        command.SetAction(parse => RegoCommand.Guard(RegoExitCode.Error, () =>
        {
            var plan = policies.Compile(parse, policies.Read(parse, ignoreTests: true)).Prepare(parse.GetValue(reference)!).Plan;
            Console.WriteLine(parse.GetValue(json) ? PolicyWriter.Write(plan).ToJson() : PolicyPrinter.Print(plan));
            return ExitCode.Ok;
        }));
        return command;
    }
}
