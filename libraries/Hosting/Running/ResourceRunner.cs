using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Platform.Hosting.Running;

/// <summary>The life of one process resource: wait, start, watch, start again after a crash, stop.</summary>
internal sealed class ResourceRunner(IResource resource, RunnerContext context)
{
    private readonly SemaphoreSlim _oneCommand = new(1, 1);
    private Life? _life;

    public IResource Resource { get; } = resource;

    private bool IsAlive => _life is { Ended.IsCompleted: false };

    /// <summary>Returns when the process was created, or failed to be.</summary>
    public async Task StartAsync(bool waitForDependencies, CancellationToken cancellationToken)
    {
        await _oneCommand.WaitAsync(cancellationToken).ConfigureAwait(false);
        Life life;
        try
        {
            if (IsAlive)
            {
                if (!waitForDependencies)
                {
                    _life!.SkipWaiting();
                }

                return;
            }

            _life = life = new Life(Resource, context);
            life.Begin(waitForDependencies);
        }
        finally
        {
            _oneCommand.Release();
        }

        await life.Created.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns when the process and its group are gone.</summary>
    public async Task StopAsync()
    {
        await _oneCommand.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_life is { } life)
            {
                await life.StopAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _oneCommand.Release();
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync().ConfigureAwait(false);
        await StartAsync(waitForDependencies: false, cancellationToken).ConfigureAwait(false);
    }

    public ExecuteCommandResult Kill() => WithProcess(process =>
    {
        context.Logs.GetLogger(Resource).LogWarning("Killed on command");
        process.Kill();
    });

    public ExecuteCommandResult Freeze() => WithProcess(process =>
    {
        process.Freeze();
        PublishFrozen(true);
    });

    public ExecuteCommandResult Thaw() => WithProcess(process =>
    {
        process.Thaw();
        PublishFrozen(false);
    });

    private void PublishFrozen(bool frozen) => context.States.PublishUpdateAsync(
        Resource, state => state with { Properties = ProcessProperties.Set(state.Properties, ProcessProperties.Frozen, frozen) });

    private ExecuteCommandResult WithProcess(Action<RunningProcess> action)
    {
        if (_life?.Process is not { Exited.IsCompleted: false } process)
        {
            return CommandResults.Failure($"'{Resource.Name}' has no running process.");
        }

        action(process);
        return CommandResults.Success();
    }
}
