using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Running;

namespace Platform.Cli.Probe;

/// <summary><c>exposures</c>: which operations were open, since when, until when.</summary>
internal static class ExposuresCommand
{
    public static Command Create()
    {
        var json = GlobalOptions.Json();
        var state = GlobalOptions.State();
        var command = new Command("exposures", """
            Lists the operations that a probe of the platform found open, with the intervals in which they were opened and closed.

            A probe sees a moment: an operation was opened between the last probe that found it closed and the first that found it open. The platform need not run.
            Who read through an open operation is not known: a request that is answered without authentication leaves no event. `./platform audit` says who read
            with credentials.

            Examples:
              ./platform exposures
              ./platform exposures --json | jq '.[] | select(.closed == null)'

            Exit codes: 0 none is open, 1 one is open, 2 no probe was ever recorded, or the register cannot be read.
            """)
        {
            json, state,
        };
        command.SetAction(parse =>
        {
            try
            {
                var folder = StateFolder.Resolve(parse.GetValue(state)).Path;
                var register = new ExposureRegister(folder, TimeProvider.System);
                if (register.LastProbe is not { } last)
                {
                    Console.Error.WriteLine($"No probe was ever recorded in {folder}, so nothing is known of it. `./platform up` probes by itself, `./platform probe` at once.");
                    return ExitCode.BadArguments;
                }

                var exposures = register.Exposures;
                if (parse.GetValue(json))
                    Console.Out.WriteLine(JsonSerializer.Serialize(exposures, ResourceInfo.Json));
                else
                    Tell(exposures, last);
                return exposures.Any(exposure => exposure.Closed is null) ? ExitCode.Failed : ExitCode.Ok;
            }
            catch (IOException unreadable)
            {
                Console.Error.WriteLine(unreadable.Message);
                return ExitCode.BadArguments;
            }
        });
        return command;
    }

    private static void Tell(IReadOnlyList<Exposure> exposures, DateTimeOffset last)
    {
        foreach (var exposure in exposures)
            Console.Out.WriteLine($"  {(exposure.Closed is null ? "✗" : "✓")} {exposure}\n    who read: not known, a request without authentication leaves no event");
        Console.Out.WriteLine($"{exposures.Count} exposures, {exposures.Count(exposure => exposure.Closed is null)} open; last probe {last:u}");
    }
}
