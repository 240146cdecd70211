using System.CommandLine;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary><c>rego check</c>: parses, compiles and type-checks.</summary>
internal static class CheckCommand
{
    private const int DefaultMostErrors = 10;

    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "Files or folders", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format", "-f") { Description = "pretty or json", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json");
        var most = new Option<int>("--max-errors", "-m") { Description = "How many errors to tell; 0 for all", DefaultValueFactory = _ => DefaultMostErrors, HelpName = "N" };
        var policies = new PolicyOptions(takesPaths: true);
        var command = new Command("check", "Checks policies: every error at once, with its place. Silent when all is well.\n\nExamples:\n  ./platform rego check policies\n  ./platform rego check --strict --schema schemas policies\n\nExit codes: 0 all is well, 1 an error.")
        {
            paths, format, most,
        };
        policies.AddTo(command);
        command.SetAction(parse => RegoCommand.Guard(RegoExitCode.Error, () =>
        {
            var json = parse.GetValue(format) == "json";
            try
            {
                policies.Compile(parse, policies.Read(parse, parse.GetValue(paths)));
            }
            catch (RegoCompileException wrong)
            {
                var told = parse.GetValue(most) is > 0 and var limit && wrong.Diagnostics.Count > limit
                    ? new RegoCompileException([.. wrong.Diagnostics.Take(limit)])
                    : wrong;
                if (!json)
                    throw told;
                EvalOutput.PrintErrors(told, Console.Error);
                return RegoExitCode.Error;
            }
            if (json)
                Console.WriteLine("{}");
            return RegoExitCode.Ok;
        }));
        return command;
    }
}
