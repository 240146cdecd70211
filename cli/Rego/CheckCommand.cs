using System.CommandLine;

namespace Platform.Cli.Rego;

/// <summary><c>rego check</c>: parses, compiles and type-checks.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "Files or folders", Arity = ArgumentArity.OneOrMore };
        var policies = new PolicyOptions(takesPaths: true);
        var command = new Command("check", "Checks policies: every error at once, with its place. Silent when all is well.\n\nExample:\n  ./platform rego check policies")
        {
            paths,
        };
        policies.AddTo(command);
        command.SetAction(parse => RegoCommand.Guard(RegoExitCode.Error, () =>
        {
            policies.Compile(parse, policies.Read(parse, parse.GetValue(paths)));
            return ExitCode.Ok;
        }));
        return command;
    }
}
