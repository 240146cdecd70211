using System.CommandLine;
using Platform.Rego;
using Platform.Rego.Values;
using Platform.Rego.Why;

namespace Platform.Cli.Rego;

/// <summary><c>rego why</c>: tells why a rule denies, and what change of the input would permit.</summary>
internal static class RegoWhyCommand
{
    public static Command Create()
    {
        var reference = new Argument<string>("reference") { Description = "The rule, data.platform.decision unless given", DefaultValueFactory = _ => "data.platform.decision" };
        var input = new Option<string?>("--input", "-i") { Description = "JSON file with the input; standard input without it", HelpName = "FILE" };
        var keep = new Option<string[]>("--keep") { Description = "Path of the input that is not changed; may be repeated", HelpName = "PATH", DefaultValueFactory = _ => [.. WhyOptions.Default.Fixed] };
        var edits = new Option<int>("--edits") { Description = "The most values that a suggested change touches; 0 searches none", DefaultValueFactory = _ => WhyOptions.Default.MaxEdits };
        var json = GlobalOptions.Json();
        var policies = new PolicyOptions();
        var command = new Command("why", "Tells which rule decided, how far the bodies that would permit got, the first expression that failed with its values, and the smallest change\nof the input that would permit. Each change was evaluated; with none in reach it says so.\n\nExamples:\n  ./platform rego why -d policies -i policies/cases/records.note.read/deny/assurance_too_low--aal1.json\n  ./platform rego why -d policies -i input.json data.platform.actions.records.note.read.outcome\n  ./platform rego why --json -d policies -i input.json | jq '.flips[0].edits'\n\nExit codes: 0 permitted; 1 denied, or a wrong policy; 2 bad arguments or files.")
        {
            reference, input, keep, edits, json,
        };
        policies.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            var policy = policies.Compile(parse, policies.Read(parse, ignoreTests: true));
            var document = parse.GetValue(input) is { } file ? DataFile.ReadInput(file) : DataFile.Input("standard input", Console.In.ReadToEnd());
            var options = WhyOptions.Default with { Fixed = parse.GetValue(keep) ?? [], MaxEdits = parse.GetValue(edits) };
            var answer = WhyNot.Of(policy, parse.GetValue(reference)!).Ask(document, options, cancellation);
            if (parse.GetValue(json))
                Console.WriteLine(answer.ToJson().ToJson());
            else
                Console.Write(answer);
            return answer.Permitted ? ExitCode.Ok : ExitCode.Failed;
        })));
        return command;
    }
}
