using System.CommandLine;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary><c>rego</c>: the engine on the command line.</summary>
internal static class RegoCommand
{
    public static Command Create() => new("rego", "The Rego engine: evaluate, check, test, format, plan, serve, and hold itself against OPA's cases.\n\nExit codes: those of opa where opa has the command; each tells its own.")
    {
        EvalCommand.Create(),
        RegoWhyCommand.Create(),
        CheckCommand.Create(),
        RegoTestCommand.Create(),
        PlanCommand.Create(),
        FmtCommand.Create(),
        ConformanceCommand.Create(),
        BenchCommand.Create(),
        ServeCommand.Create(),
    };

    /// <summary>Runs a command and tells what is wrong with files and policies in place of a stack trace.</summary>
    /// <param name="error">What the command returns then.</param>
    /// <param name="run">The command.</param>
    public static int Guard(int error, Func<int> run) => Guard(error, error, run);

    /// <summary>The same: a wrong policy or a failed evaluation is 1, what cannot be read is 2.</summary>
    public static int Guard(Func<int> run) => Guard(ExitCode.Failed, ExitCode.BadArguments, run);

    /// <summary>The same with a code for each: a wrong policy, and what cannot be read.</summary>
    public static int Guard(int wrongPolicy, int notReadable, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (RegoCompileException wrong)
        {
            foreach (var diagnostic in wrong.Diagnostics)
                Console.Error.WriteLine(diagnostic.Render());
            Console.Error.WriteLine(wrong.Diagnostics.Count == 1 ? "1 error" : $"{wrong.Diagnostics.Count} errors");
            return wrongPolicy;
        }
        catch (Exception unreadable) when (unreadable is PolicyFilesException or IOException or UnauthorizedAccessException or System.Text.RegularExpressions.RegexParseException or NotSupportedException)
        {
            Console.Error.WriteLine(unreadable.Message);
            return notReadable;
        }
        catch (RegoEvaluationException failed)
        {
            Console.Error.WriteLine(failed.Message);
            return wrongPolicy;
        }
    }
}
