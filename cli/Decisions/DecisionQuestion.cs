using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Decisions;

/// <summary>Asks the control plane through the gateway, signed in as a persona.</summary>
internal static class DecisionQuestion
{
    /// <summary>Asks, and hands the answer on.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> AskAsync(string path, string persona, string? state, Action<JsonNode> print, CancellationToken cancellation)
    {
        var folder = StateFolder.Resolve(state);
        if (folder.RunningPid() is null)
            return NotRunning.Tell(folder);

        try
        {
            var inventories = Inventory.ReadAll(folder.Path);
            using var cli = await OperatorWorkload.BootstrapAsync(
                folder.Path, "cli", Inventory.Address(inventories, "identity", "control"), Inventory.Address(inventories, "identity", "bootstrap"), cancellation);
            using var session = await PersonaSession.SignInAsync(cli, Inventory.Address(inventories, "identity", "browser"), persona, cancellation: cancellation);
            using var gateway = GatewayClient.Create(
                new Uri($"https://localhost:{Inventory.Address(inventories, "gateway", "browser").Port}"), Path.Combine(folder.Path, "identity", "ca.pem"));
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            session.Sign(request);
            using var answer = await gateway.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                await Console.Error.WriteLineAsync(answer.StatusCode switch
                {
                    System.Net.HttpStatusCode.NotFound => "No decision of this id is in the log. It may be some tenths of a second on its way; older ones make room.",
                    System.Net.HttpStatusCode.Forbidden => $"{persona} may not read the decision log; an operator may (--as operator).",
                    var status => string.Create(CultureInfo.InvariantCulture, $"The gateway answered {(int)status}."),
                });
                return ExitCode.Failed;
            }

            print(JsonNode.Parse(text)!);
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is SignInException or DemoException or SvidUnavailableException or IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }
}
