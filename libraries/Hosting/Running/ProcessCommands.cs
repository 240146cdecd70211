using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>The commands that every process has: start, stop, restart; kill, freeze and thaw for those who break things on purpose.</summary>
internal static class ProcessCommands
{
    public static void Add(ResourceRunner runner)
    {
        Add(runner, KnownResourceCommands.StartCommand, "Start", "Starts it; if it waits for others, at once", async context =>
        {
            await runner.StartAsync(waitForDependencies: false, context.CancellationToken).ConfigureAwait(false);
            return CommandResults.Success();
        });
        Add(runner, KnownResourceCommands.StopCommand, "Stop", "Asks it to end; it stays down", async _ =>
        {
            await runner.StopAsync().ConfigureAwait(false);
            return CommandResults.Success();
        });
        Add(runner, KnownResourceCommands.RestartCommand, "Restart", "Stops and starts it", async context =>
        {
            await runner.RestartAsync(context.CancellationToken).ConfigureAwait(false);
            return CommandResults.Success();
        });
        Add(runner, "kill", "Kill", "Ends it without warning; it comes back like after a crash", _ => Task.FromResult(runner.Kill()));
        Add(runner, "freeze", "Freeze", "Stops its clock: it holds its connections and answers nobody", _ => Task.FromResult(runner.Freeze()));
        Add(runner, "thaw", "Thaw", "Ends a freeze", _ => Task.FromResult(runner.Thaw()));
    }

    private static void Add(
        ResourceRunner runner, string name, string displayName, string description, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute)
    {
        // A command that the application defines under the same name wins.
        if (!runner.Resource.Annotations.OfType<ResourceCommandAnnotation>().Any(command => command.Name == name))
        {
            runner.Resource.Annotations.Add(new ResourceCommandAnnotation(
                name, displayName, _ => ResourceCommandState.Enabled, execute, description, confirmationMessage: null, isHighlighted: false));
        }
    }
}
