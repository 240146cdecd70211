using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.WorkloadIdentity;

namespace Platform.Cli.SignIn;

/// <summary>A command that signs a persona in and asks the running platform through the gateway.</summary>
internal static class SignedInQuestion
{
    /// <summary>Asks; what goes wrong on the way is one line on standard error.</summary>
    /// <param name="state">The state folder, or null for the usual one.</param>
    /// <param name="persona">Who asks.</param>
    /// <param name="acr">How well they are signed in: <c>aal2</c>, or <c>aal3</c> where a policy wants a step-up.</param>
    /// <param name="ask">The question; returns the exit code.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> AskAsync(
        string? state, string persona, string acr, Func<HttpClient, PersonaSession, Task<int>> ask, CancellationToken cancellation)
    {
        var folder = StateFolder.Resolve(state);
        if (folder.RunningPid() is null)
            return NotRunning.Tell(folder);

        try
        {
            var inventories = Inventory.ReadAll(folder.Path);
            using var cli = await OperatorWorkload.BootstrapAsync(
                folder.Path, "cli", Inventory.Address(inventories, "identity", "control"), Inventory.Address(inventories, "identity", "bootstrap"), cancellation);
            using var session = await PersonaSession.SignInAsync(cli, Inventory.Address(inventories, "identity", "browser"), persona, acr, cancellation: cancellation);
            using var gateway = GatewayClient.Create(
                new Uri($"https://localhost:{Inventory.Address(inventories, "gateway", "browser").Port}"), Path.Combine(folder.Path, "identity", "ca.pem"));
            return await ask(gateway, session);
        }
        catch (Exception e) when (e is SignInException or DemoException or SvidUnavailableException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }
}
