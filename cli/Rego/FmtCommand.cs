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
        var diff = new Option<bool>("--diff", "-d") { Description = "Show what would change, and change nothing" };
        var fail = new Option<bool>("--fail") { Description = "Exit with 2 if a file is not formatted" };
        var v0 = new Option<bool>("--v0-compatible") { Description = "Read the modules as Rego v0" };
        var v1 = new Option<bool>("--v1-compatible") { Description = "Read the modules as Rego v1, which is the default" };
        var command = new Command("fmt", "Formats Rego files; formatting twice changes nothing more.\n\nExamples:\n  ./platform rego fmt policies/decision.rego\n  ./platform rego fmt -w policies\n  ./platform rego fmt --list --fail policies\n  ./platform rego fmt -d policies\n\nExit codes: 0 formatted; 1 a path that cannot be read; 2 a file that does not parse or, with --fail, is not formatted.")
        {
            paths, write, list, diff, fail, v0, v1,
        };
        command.SetAction(parse => RegoCommand.Guard(RegoExitCode.NotFormatted, RegoExitCode.Error, () =>
        {
            var version = parse.GetValue(v0) ? RegoVersion.V0 : RegoVersion.V1;
            if (parse.GetValue(paths) is not { Length: > 0 } given)
                return RegoCommand.Guard(RegoExitCode.Error, () => Stdin(version));
            var different = 0;
            foreach (var module in PolicyFiles.ReadModules(given, new PolicyReading(version)))
            {
                var formatted = RegoFormatter.Format(module);
                var same = formatted == module.Source;
                different += same ? 0 : 1;
                if (parse.GetValue(list) || parse.GetValue(diff))
                {
                    if (!same)
                        Console.Write(parse.GetValue(list) ? module.File + Environment.NewLine : LineDiff.Of(module.File, module.Source, formatted));
                }
                else if (!parse.GetValue(write))
                {
                    if (same || !parse.GetValue(fail))
                        Console.Write(formatted);
                }
                else if (!same)
                {
                    File.WriteAllText(module.File, formatted);
                    Console.WriteLine(module.File);
                }
            }
            if (!parse.GetValue(fail) || different == 0)
                return RegoExitCode.Ok;
            Console.Error.WriteLine(different == 1 ? "1 file is not formatted" : $"{different} files are not formatted");
            return RegoExitCode.NotFormatted;
        }));
        return command;
    }

    private static int Stdin(RegoVersion version)
    {
        Console.Write(RegoFormatter.Format(new RegoModule("<stdin>", Console.In.ReadToEnd(), version)));
        return RegoExitCode.Ok;
    }
}
