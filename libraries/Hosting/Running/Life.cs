using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Platform.Hosting.Running;

/// <summary>From one start of a resource to the next stop, crashes and restarts in between included.</summary>
internal sealed class Life
{
    private readonly IResource _resource;
    private readonly RunnerContext _context;
    private readonly RestartBackoff _backoff;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _skipWaiting = new();
    private readonly TaskCompletionSource _created = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _wasHealthy;

    public Life(IResource resource, RunnerContext context)
    {
        _resource = resource;
        _context = context;
        _backoff = new(context.Clock);
        _log = context.Logs.GetLogger(resource);
    }

    /// <summary>Ends when the first process exists, or it is certain that there will be none.</summary>
    public Task Created => _created.Task;

    public Task Ended { get; private set; } = Task.CompletedTask;

    public RunningProcess? Process { get; private set; }

    public void Begin(bool waitForDependencies) => Ended = Task.Run(() => LiveAsync(waitForDependencies));

    public void SkipWaiting() => _skipWaiting.Cancel();

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
    }

    private async Task LiveAsync(bool waitForDependencies)
    {
        try
        {
            if (waitForDependencies && _resource.HasAnnotationOfType<WaitAnnotation>())
            {
                await WaitAsync().ConfigureAwait(false);
            }

            await PublishAsync(KnownResourceStates.Starting).ConfigureAwait(false);
            await _context.Eventing.PublishAsync(new BeforeResourceStartedEvent(_resource, _context.Services), _stop.Token).ConfigureAwait(false);
            while (await RunOnceAsync().ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await PublishAsync(KnownResourceStates.Finished).ConfigureAwait(false);
        }
        catch (DependencyFailedException error)
        {
            // The dependency has reported the failure itself; this one only follows.
            _log.LogError("{Reason}", error.Message);
            await PublishAsync(KnownResourceStates.FailedToStart).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            await FailAsync(_context.Failures.Report(_resource, error)).ConfigureAwait(false);
        }
        finally
        {
            _created.TrySetResult();
        }
    }

    private async Task WaitAsync()
    {
        await PublishAsync(KnownResourceStates.Waiting).ConfigureAwait(false);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _skipWaiting.Token);
        try
        {
            await _context.States.WaitForDependenciesAsync(_resource, given.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_skipWaiting.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            _log.LogInformation("Started on command, without waiting");
        }
    }

    /// <returns>Whether the process is to be started again.</returns>
    private async Task<bool> RunOnceAsync()
    {
        await PortInUse.RefuseAsync(_resource, _context.Clock, _stop.Token).ConfigureAwait(false);
        var description = await _context.Plan.DescribeAsync(_resource, _stop.Token).ConfigureAwait(false);
        var process = _context.Launcher.Start(description, _context.Logs.Log(_resource.Name));
        Process = process;
        await PublishRunningAsync(process, description).ConfigureAwait(false);
        _created.TrySetResult();

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var health = _context.Health.WatchAsync(_resource, FirstHealthyAsync, watching.Token);
        var late = await WatchAsync(process, health).ConfigureAwait(false);
        await watching.CancelAsync().ConfigureAwait(false);
        await ((Task)health).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Reported before the stop, so that the last lines shown are those of the trouble.
        var failure = late is null ? null : _context.Failures.Report(_resource, late);
        if (_stop.IsCancellationRequested || failure is not null)
        {
            await PublishAsync(KnownResourceStates.Stopping).ConfigureAwait(false);
            await process.StopAsync(_context.Limits.Stop, _context.Clock).ConfigureAwait(false);
        }

        var code = await process.Exited.ConfigureAwait(false);
        return await EndedAsync(code, failure).ConfigureAwait(false);
    }

    /// <summary>Until the process ends, a stop is asked for, or it is certain that it does not become healthy; returns why in that case.</summary>
    private async Task<string?> WatchAsync(RunningProcess process, Task health)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var ready = _context.Readiness.WhenReadyAsync(_resource, over.Token);
        var deadline = Task.Delay(_context.Limits.Start, _context.Clock, over.Token);
        try
        {
            var first = await Task.WhenAny(process.Exited, ready, deadline, Broken(health)).ConfigureAwait(false);
            if (first == deadline && !_stop.IsCancellationRequested && !process.Exited.IsCompleted)
            {
                return $"it was not healthy within {_context.Limits.Start.TotalSeconds:0} s. {LastReport()}";
            }

            if (health is { IsFaulted: true, Exception.InnerException: { } error })
            {
                return error.Message;
            }

            await Task.WhenAny(process.Exited, WhenStopped()).ConfigureAwait(false);
            return null;
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> EndedAsync(int code, StartFailure? failure)
    {
        await PublishStoppedAsync(code).ConfigureAwait(false);
        if (failure is not null)
        {
            await FailAsync(failure).ConfigureAwait(false);
            return false;
        }

        // A program whose end somebody waits for is done; so is one that says so itself.
        if (_stop.IsCancellationRequested || code == 0 || IsAwaitedToComplete())
        {
            await PublishAsync(KnownResourceStates.Finished).ConfigureAwait(false);
            return false;
        }

        if (!_wasHealthy && _backoff.Attempts == 0)
        {
            await FailAsync(_context.Failures.Report(_resource, $"it ended with exit code {code} before it was healthy.")).ConfigureAwait(false);
            return false;
        }

        if (_backoff.NextPause() is not { } pause)
        {
            _log.LogError("Ended with exit code {Code} and is not started again: it crashed {Attempts} times in a row", code, _backoff.Attempts);
            await PublishAsync(KnownResourceStates.Exited).ConfigureAwait(false);
            return false;
        }

        _log.LogWarning("Ended with exit code {Code}; restart {Attempt} in {Pause} s", code, _backoff.Attempts, pause.TotalSeconds);
        await PublishAsync(KnownResourceStates.Starting).ConfigureAwait(false);
        await Task.Delay(pause, _context.Clock, _stop.Token).ConfigureAwait(false);
        return true;
    }

    private async Task FirstHealthyAsync()
    {
        _wasHealthy = true;
        _backoff.Healthy();
        if (!_context.Readiness.IsReady(_resource))
        {
            await _context.Eventing.PublishAsync(new ResourceReadyEvent(_resource, _context.Services), _stop.Token).ConfigureAwait(false);
            _context.Readiness.SetReady(_resource);
        }
    }

    private async Task FailAsync(StartFailure failure)
    {
        _log.LogError("Failed to start: {Reason}", failure.Reason);
        await PublishAsync(KnownResourceStates.FailedToStart).ConfigureAwait(false);
    }

    private Task PublishAsync(string state) => _context.States.PublishUpdateAsync(_resource, before => before with { State = state });

    private Task PublishRunningAsync(RunningProcess process, LaunchDescription description) => _context.States.PublishUpdateAsync(_resource, before => before with
    {
        State = KnownResourceStates.Running,
        StartTimeStamp = _context.Clock.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        HealthReports = _context.Instances.InitialState(_resource).HealthReports,
        Urls = ResourceUrls.Of(_resource),
        Properties =
        [
            new(ProcessProperties.Pid, process.Id),
            new(ProcessProperties.Path, description.Program),
            new(ProcessProperties.Restarts, _backoff.Attempts),
        ],
    });

    private async Task PublishStoppedAsync(int code)
    {
        await _context.States.PublishUpdateAsync(_resource, before => before with
        {
            State = KnownResourceStates.Stopping,
            ExitCode = code,
            StopTimeStamp = _context.Clock.GetUtcNow().UtcDateTime,
            Properties = [.. before.Properties.Where(p => p.Name is not (ProcessProperties.Pid or ProcessProperties.Frozen))],
        }).ConfigureAwait(false);
        if (_context.States.TryGetCurrentState(_context.Instances.IdOf(_resource), out var state))
        {
            await _context.Eventing.PublishAsync(new ResourceStoppedEvent(_resource, _context.Services, state)).ConfigureAwait(false);
        }
    }

    private bool IsAwaitedToComplete() => _context.Model.Resources.Any(other => other.Annotations.OfType<WaitAnnotation>()
        .Any(wait => wait.WaitType is WaitType.WaitForCompletion && ReferenceEquals(wait.Resource, _resource)));

    private string LastReport()
        => _context.States.TryGetCurrentState(_context.Instances.IdOf(_resource), out var state)
            ? string.Join("; ", state.Snapshot.HealthReports.Select(report => report.Description ?? $"{report.Name} never answered"))
            : "";

    private async Task WhenStopped() => await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // Completes only when the task fails: a monitor of a resource without checks ends at once, and that means nothing.
    private static Task Broken(Task health)
    {
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        health.ContinueWith(_ => broken.TrySetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return broken.Task;
    }
}
