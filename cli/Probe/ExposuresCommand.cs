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

            Exit codes: 0 none is open, 1 one is open.
            """)
        {
            json, state,
        };
        command.SetAction(parse =>
        {
            var exposures = new ExposureRegister(StateFolder.Resolve(parse.GetValue(state)).Path, TimeProvider.System).Exposures;
            if (parse.GetValue(json))
                Console.Out.WriteLine(JsonSerializer.Serialize(exposures, ResourceInfo.Json));
            else
                Tell(exposures);
            return exposures.Any(exposure => exposure.Closed is null) ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }

    private static void Tell(IReadOnlyList<Exposure> exposures)
    {
        foreach (var exposure in exposures)
            Console.Out.WriteLine($"  {(exposure.Closed is null ? "✗" : "✓")} {exposure}\n    who read: not known, a request without authentication leaves no event");
        Console.Out.WriteLine($"{exposures.Count} exposures, {exposures.Count(exposure => exposure.Closed is null)} open");
    }
}
