using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli;

/// <summary><c>platform token</c>: signs a persona in and prints a token for the gateway, bound to a key of its own, with a proof if asked.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var persona = new Argument<string>("persona") { Description = "Who signs in: gp, consultant, auditor, operator, unrelated" };
        var acr = new Option<string>("--acr") { Description = "Assurance of the sign-in: aal2 or aal3", DefaultValueFactory = _ => "aal2" };
        var proof = new Option<string[]>("--proof")
        {
            Description = "Also a proof for one call of this method and URL (or path) at the gateway",
            HelpName = "METHOD URL",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var curl = new Option<bool>("--curl") { Description = "Print a curl command for that call (default: GET /referrals)" };
        var key = new Option<string?>("--key") { Description = "Write the private key to this file (0600), for further proofs", HelpName = "FILE" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("token", """
            Sign a persona in and print a token for the gateway. The token is bound to a fresh key, so each call needs a proof of its own that works once.

            Examples:
              platform token gp
              platform token consultant --proof GET /referrals
              sh -c "$(platform token consultant --curl)"

            Exit codes: 0 printed, 1 refused, 3 nothing runs.
            """) { persona, acr, proof, curl, key, state, json };
        command.SetAction((result, cancellation) => RunAsync(
            new Request(
                result.GetValue(persona)!,
                result.GetValue(acr)!,
                result.GetValue(proof) is [var method, var target] ? (method.ToUpperInvariant(), target) : null,
                result.GetValue(curl),
                result.GetValue(key),
                result.GetValue(json)),
            StateFolder.Resolve(result.GetValue(state)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Request request, StateFolder folder, CancellationToken cancellation)
    {
        if (folder.RunningPid() is null)
        {
            return NotRunning.Tell(folder);
        }

        try
        {
            var inventories = Inventory.ReadAll(folder.Path);
            var gateway = new Uri($"https://localhost:{Inventory.Address(inventories, "gateway", "browser").Port}");
            using var cli = await OperatorWorkload.BootstrapAsync(
                folder.Path, "cli", Inventory.Address(inventories, "identity", "control"), Inventory.Address(inventories, "identity", "bootstrap"), cancellation);
            using var session = await PersonaSession.SignInAsync(
                cli, Inventory.Address(inventories, "identity", "browser"), request.Persona, request.Acr, cancellation: cancellation);
            if (request.KeyFile is { } file)
            {
                PrivateFile.Write(Path.GetFullPath(file), session.Key.ExportPkcs8PrivateKeyPem() + "\n");
            }

            // Asked once, so that the gateway has its certificate and the command line knows whose it is.
            using var door = GatewayClient.Create(gateway, Path.Combine(folder.Path, "identity", "ca.pem"));
            using var start = await door.GetAsync("/", cancellation);
            Print(request, session, gateway, folder);
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is SignInException or DemoException or SvidUnavailableException or IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }

    private static void Print(Request request, PersonaSession session, Uri gateway, StateFolder folder)
    {
        var call = request.Call ?? (request.Curl ? ("GET", "/referrals") : null);
        var url = call is { } asked ? new Uri(gateway, asked.Target) : null;
        var proof = call is { } proven ? session.Proof(proven.Method, url!.AbsolutePath) : null;
        if (request.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                persona = session.Persona,
                tokenType = "DPoP",
                token = session.Token,
                expiresIn = session.ExpiresInSeconds,
                gateway = gateway.ToString().TrimEnd('/'),
                proof = proof is null ? null : new { method = call!.Value.Method, url = url!.ToString(), value = proof },
            }));
        }
        else if (request.Curl)
        {
            // Where the gateway serves a leaf of the local authority, curl must be told; the machine's store does not know it.
            var authority = File.Exists(Path.Combine(folder.Path, "gateway", "browser", "localhost.pem"))
                ? $" --cacert '{Path.Combine(folder.Path, "identity", "ca.pem")}'"
                : "";
            Console.WriteLine($"curl -sS{authority} -X {call!.Value.Method} -H 'Authorization: DPoP {session.Token}' -H 'DPoP: {proof}' '{url}'");
        }
        else if (proof is not null)
        {
            Console.WriteLine($"Authorization: DPoP {session.Token}");
            Console.WriteLine($"DPoP: {proof}");
        }
        else
        {
            Console.WriteLine(session.Token);
        }
    }

    private sealed record Request(string Persona, string Acr, (string Method, string Target)? Call, bool Curl, string? KeyFile, bool Json);
}
