using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;
using Spectre.Console;

namespace Platform.Cli.Audit;

/// <summary><c>platform audit who</c>: asks the ledger, through the gateway, who saw a patient's record.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "Ask the ledger.") { Who() };

    private static Command Who()
    {
        var patient = new Argument<string>("patient") { Description = "The records service's id of the patient; never an NHS number" };
        var persona = new Option<string>("--as") { Description = "Who asks", DefaultValueFactory = _ => "auditor" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("who", """
            Print who saw a patient's record, newest first. The question is itself audited.

            With --json, standard output holds one line: an array of accesses.

            Examples:
              platform audit who 3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11
              platform audit who 3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11 --json | jq '.[].organisation'

            Exit codes: 0 answered, 1 refused or failed, 3 nothing runs.
            """) { patient, persona, state, json };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(patient)!, result.GetValue(persona)!, result.GetValue(json), StateFolder.Resolve(result.GetValue(state)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string patient, string persona, bool json, StateFolder folder, CancellationToken cancellation)
    {
        if (folder.RunningPid() is null)
        {
            return NotRunning.Tell(folder);
        }

        try
        {
            var inventories = Inventory.ReadAll(folder.Path);
            using var cli = await OperatorWorkload.BootstrapAsync(
                folder.Path, "cli", Inventory.Address(inventories, "identity", "control"), Inventory.Address(inventories, "identity", "bootstrap"), cancellation);
            using var session = await PersonaSession.SignInAsync(cli, Inventory.Address(inventories, "identity", "browser"), persona, cancellation: cancellation);
            using var gateway = GatewayClient.Create(
                new Uri($"https://localhost:{Inventory.Address(inventories, "gateway", "browser").Port}"), Path.Combine(folder.Path, "identity", "ca.pem"));
            var accesses = await PatientAccesses.ReadAsync(gateway, session, patient, cancellation);
            if (json)
                Console.WriteLine(JsonSerializer.Serialize(accesses, JsonSerializerOptions.Web));
            else
                Print(accesses);
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is SignInException or DemoException or SvidUnavailableException or IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }

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
