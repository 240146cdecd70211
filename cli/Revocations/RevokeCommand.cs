using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Revocations;

/// <summary><c>platform revoke</c>: takes a credential back, or lifts that, as an operator through the gateway.</summary>
internal static class RevokeCommand
{
    private static readonly string[] Kinds = [.. Enum.GetNames<RevocationKind>().Select(name => name.ToLowerInvariant())];

    public static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = string.Join(", ", Kinds) };
        kind.AcceptOnlyFromAmong(Kinds);
        var value = new Argument<string>("value") { Description = "Which one: a user's id, a sign-in's sid, role:user, an app-id, a serial number, a kid" };
        var undo = new Option<bool>("--undo") { Description = "Lift the revocation instead" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("revoke", """
            Take a credential back: every process refuses it within a minute. Done as the operator, with a strong sign-in, and audited.

            A user, a role, a workload and a key stay revoked until --undo. A revoked user cannot sign in; a revoked role is in no new token. Of a workload all
            certificates issued until now are refused: restart its process, which gets a new proof and with it a new certificate. A revoked signing key is
            replaced at once, and everybody has to sign in again.

            With --json, standard output holds one line: {"kind","value","revoked"}.

            Examples:
              platform revoke user gp
              platform revoke role consultant:unrelated --undo
              platform revoke workload notifications && platform resource notifications restart
              platform revoke certificate 4F1C0A93D6E2B7584F1C0A93D6E2B758

            Exit codes: 0 done, 1 refused or failed, 2 bad arguments, 3 nothing runs.
            """) { kind, value, undo, state, json };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(kind)!, result.GetValue(value)!, result.GetValue(undo), StateFolder.Resolve(result.GetValue(state)), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string kind, string value, bool undo, StateFolder folder, bool json, CancellationToken cancellation)
    {
        if (folder.RunningPid() is null)
            return NotRunning.Tell(folder);
        try
        {
            var inventories = Inventory.ReadAll(folder.Path);
            using var cli = await OperatorWorkload.BootstrapAsync(
                folder.Path, "cli", Inventory.Address(inventories, "identity", "control"), Inventory.Address(inventories, "identity", "bootstrap"), cancellation);
            using var session = await PersonaSession.SignInAsync(cli, Inventory.Address(inventories, "identity", "browser"), "operator", "aal3", cancellation: cancellation);
            using var gateway = GatewayClient.Create(
                new Uri($"https://localhost:{Inventory.Address(inventories, "gateway", "browser").Port}"), Path.Combine(folder.Path, "identity", "ca.pem"));
            using var request = new HttpRequestMessage(undo ? HttpMethod.Delete : HttpMethod.Put, $"/revocations/{kind}/{Uri.EscapeDataString(value)}");
            session.Sign(request);
            using var response = await gateway.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                await Console.Error.WriteLineAsync($"refused: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
                return ExitCode.Failed;
            }
            Console.WriteLine(json ? JsonSerializer.Serialize(new { kind, value, revoked = !undo })
                : undo ? $"{kind} {value} is restored." : $"{kind} {value} is revoked; it is refused everywhere within a minute.");
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is SignInException or DemoException or SvidUnavailableException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }
}
