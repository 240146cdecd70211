using System.CommandLine;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary><c>rego fmt</c>: formats Rego files.</summary>
internal static class FmtCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "Files or folders; standard input if none", Arity = ArgumentArity.ZeroOrMore };
        var write = new Option<bool>("--write", "-w") { Description = "Write the files instead of printing them" };
        var list = new Option<bool>("--list", "-l") { Description = "Name the files that are not formatted, and change nothing" };
        var fail = new Option<bool>("--fail") { Description = "Exit with 1 if a file is not formatted" };
        var v0 = new Option<bool>("--v0-compatible") { Description = "Read the modules as Rego v0" };
        var command = new Command("fmt", "Formats Rego files; formatting twice changes nothing more.\n\nExamples:\n  ./platform rego fmt policies/decision.rego\n  ./platform rego fmt -w policies\n  ./platform rego fmt --list --fail policies")
        {
            paths, write, list, fail, v0,
        };
        command.SetAction(parse => RegoCommand.Guard(RegoExitCode.Error, () =>
        {
            var version = parse.GetValue(v0) ? RegoVersion.V0 : RegoVersion.V1;
            if (parse.GetValue(paths) is not { Length: > 0 } given)
            {
                Console.Write(RegoFormatter.Format(new RegoModule("<stdin>", Console.In.ReadToEnd(), version)));
                return ExitCode.Ok;
            }
            var different = 0;
            foreach (var module in PolicyFiles.ReadModules(given, new PolicyReading(version)))
            {
                var formatted = RegoFormatter.Format(module);
                var same = formatted == module.Source;
                different += same ? 0 : 1;
                if (parse.GetValue(list))
                {
                    if (!same)
                        Console.WriteLine(module.File);
                }
                else if (!parse.GetValue(write))
                {
                    Console.Write(formatted);
                }
                else if (!same)
                {
                    File.WriteAllText(module.File, formatted);
                    Console.WriteLine(module.File);
                }
            }
            return parse.GetValue(fail) && different > 0 ? ExitCode.Failed : ExitCode.Ok;
        }));
        return command;
    }
}
