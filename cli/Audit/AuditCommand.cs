using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.SignIn;
using Spectre.Console;

namespace Platform.Cli.Audit;

/// <summary><c>platform audit who | export</c>: asks the ledger, through the gateway, who saw a patient's record.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "Ask the ledger.") { Who(), Export() };

    private static Command Who()
    {
        var (patient, persona) = (Patient(), Persona());
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("who", """
            Print who saw a patient's record, newest first. The question is itself audited.

            With --json, standard output holds one line: an array of accesses.

            Examples:
              platform audit who 3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11
              platform audit who 3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11 --json | jq '.[].organisation'

            Exit codes: 0 answered, 1 refused or failed, 3 nothing runs.
            """) { patient, persona, state, json };
        command.SetAction((result, cancellation) => SignedInQuestion.AskAsync(
            result.GetValue(state),
            result.GetValue(persona)!,
            "aal2",
            async (gateway, session) =>
            {
                var accesses = await PatientAccesses.ReadAsync(gateway, session, result.GetValue(patient)!, cancellation);
                if (result.GetValue(json))
                    Console.WriteLine(JsonSerializer.Serialize(accesses, JsonSerializerOptions.Web));
                else
                    Print(accesses);
                return ExitCode.Ok;
            },
            cancellation));
        return command;
    }

    private static Command Export()
    {
        var (patient, persona, state) = (Patient(), Persona(), GlobalOptions.State());
        var output = new Option<FileInfo?>("--output") { Description = "The file to write instead of standard output; one that is there is replaced", HelpName = "FILE" };
        var command = new Command("export", """
            Write the accesses to a patient's record as a FHIR R4 Bundle of AuditEvents, newest first. The export is itself audited.

            Examples:
              platform audit export 3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11 --output accesses.json
              platform audit export 3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11 | jq '.entry | length'

            Exit codes: 0 written, 1 refused or failed, 3 nothing runs.
            """) { patient, persona, output, state };
        command.SetAction((result, cancellation) => SignedInQuestion.AskAsync(
            result.GetValue(state),
            result.GetValue(persona)!,
            "aal2",
            async (gateway, session) =>
            {
                var bundle = await AuditExport.ReadAsync(gateway, session, result.GetValue(patient)!, cancellation);
                if (result.GetValue(output) is { } file)
                    await File.WriteAllTextAsync(file.FullName, bundle + "\n", cancellation);
                else
                    Console.WriteLine(bundle);
                return ExitCode.Ok;
            },
            cancellation));
        return command;
    }

    private static Argument<string> Patient() => new("patient") { Description = "The records service's id of the patient; never an NHS number" };

    private static Option<string> Persona() => new("--as") { Description = "Who asks", DefaultValueFactory = _ => "auditor" };

    private static void Print(IReadOnlyList<PatientAccess> accesses)
    {
        if (accesses.Count == 0)
        {
            AnsiConsole.WriteLine("The ledger knows of no access to this record.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("time", "who", "role", "organisation", "purpose", "action", "outcome", "break-glass");
        foreach (var access in accesses)
        {
            string?[] cells =
            [
                access.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                access.Subject ?? access.Actor?.Split('/')[^1],
                string.Join(", ", access.Roles),
                access.Organisation,
                access.Purpose,
                access.Action,
                access.Outcome,
                access.BreakGlass ? "yes" : "no",
            ];
            table.AddRow(cells.Select(cell => new Text(cell ?? "")).ToArray());
        }

        AnsiConsole.Write(table);
    }
}
