using System.CommandLine;

namespace Platform.Cli.Labs;

/// <summary><c>platform lab</c>: sets the workshop's exercises up and grades them.</summary>
internal static class LabCommand
{
    public static Command Create() => new("lab", """
        The workshop: set an exercise up, grade it, begin again. The pages are in docs/workshop.

        Examples:
          platform lab list
          platform lab start 3
          platform lab check 3
          platform lab reset 3
        """)
    {
        LabListCommand.Create(),
        LabStartCommand.Create(),
        LabRunCommand.Create(),
        LabCheckCommand.Create(),
        LabResetCommand.Create(),
    };

    internal static Argument<int> Number() => new("number") { Description = "Which lab; see ./platform lab list" };

    /// <summary>Where attendees work.</summary>
    internal static Option<string?> Work() => new("--work")
    {
        Description = "Folder of all labs' work (default: $PLATFORM_LABS, else labs-work in the repository, which git ignores)",
        HelpName = "DIR",
    };

    /// <summary>Runs a command and tells what is wrong in place of a stack trace.</summary>
    internal static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (LabException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return refused.ExitCode;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return ExitCode.BadArguments;
        }
    }
}
