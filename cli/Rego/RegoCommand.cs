using System.CommandLine;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary><c>rego</c>: the engine on the command line.</summary>
internal static class RegoCommand
{
    public static Command Create() => new("rego", "The Rego engine: evaluate, check, test, format, plan, serve, and hold itself against OPA's cases.\n\nExit codes: 0 done; 1 undefined with --fail, a failed test, a wrong policy; 2 bad arguments or files.")
    {
        EvalCommand.Create(),
        WhyCommand.Create(),
        CheckCommand.Create(),
        RegoTestCommand.Create(),
        PlanCommand.Create(),
        FmtCommand.Create(),
        ConformanceCommand.Create(),
        ServeCommand.Create(),
    };

    /// <summary>Runs a command and tells what is wrong with files and policies in place of a stack trace.</summary>
    public static int Guard(Func<int> run)
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
            return ExitCode.Failed;
        }
        catch (Exception unreadable) when (unreadable is PolicyFilesException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(unreadable.Message);
            return ExitCode.BadArguments;
        }
        catch (RegoEvaluationException failed)
        {
            Console.Error.WriteLine(failed.Message);
            return ExitCode.Failed;
        }
    }
}
