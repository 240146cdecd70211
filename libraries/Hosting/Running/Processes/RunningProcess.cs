using System.Diagnostics;

namespace Platform.Hosting.Running;

/// <summary>A process of a resource, its group and its output.</summary>
internal sealed class RunningProcess
{
    private static readonly TimeSpan OutputAfterExit = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Reaper _reaper;
    private readonly Task _output;

    public RunningProcess(Process process, ResourceLog log, Reaper reaper)
    {
        _process = process;
        _reaper = reaper;
        Id = process.Id;
        _output = Task.WhenAll(Copy(process.StandardOutput, log, isError: false), Copy(process.StandardError, log, isError: true));
        Exited = WatchAsync();
    }

    public int Id { get; }

    /// <summary>The exit code, 128 + signal when a signal ended it. Its group is gone by then and its output is read.</summary>
    public Task<int> Exited { get; }

    public bool IsFrozen { get; private set; }

    public void Freeze()
    {
        Signal.SendToGroup(Id, Signal.Stop);
        IsFrozen = true;
    }

    public void Thaw()
    {
        Signal.SendToGroup(Id, Signal.Continue);
        IsFrozen = false;
    }

    /// <summary>Ends the process and all it started, at once.</summary>
    public void Kill()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
            return;
        }

        // Between fork and setsid there is no group of that number yet.
        _ = Signal.SendToGroup(Id, Signal.Kill) || Signal.Send(Id, Signal.Kill);
    }

    /// <summary>Asks the process to end; kills it when the time is over.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider clock)
    {
        if (OperatingSystem.IsWindows())
        {
            _process.StandardInput.Close();
        }
        else
        {
            // A frozen process does not see the request before it is thawed.
            Signal.Send(Id, Signal.Terminate);
            Thaw();
        }

        try
        {
            await Exited.WaitAsync(grace, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill();
            await Exited.ConfigureAwait(false);
        }
    }

    private async Task<int> WatchAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        if (!OperatingSystem.IsWindows())
        {
            Signal.SendToGroup(Id, Signal.Kill);
        }

        _reaper.Forget(Id);
        try
        {
            await _output.WaitAsync(OutputAfterExit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something outside the group holds the pipe; what it writes is not the resource's output any more.
        }

        var code = _process.ExitCode;
        _process.Dispose();
        return code;
    }

    private static async Task Copy(StreamReader from, ResourceLog log, bool isError)
    {
        try
        {
            while (await from.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                log.Write(line, isError);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe ended with the process.
        }
    }
}
