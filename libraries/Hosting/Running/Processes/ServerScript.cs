using System.Diagnostics;
using System.Globalization;

namespace Platform.Hosting.Running;

/// <summary>
/// A private server as a child of this process: the shell script <c>run.sh</c> of its folder, which starts the server, writes its <c>pid</c> there and stops
/// it when standard input closes.
/// </summary>
/// <param name="folder">The folder with the script.</param>
/// <param name="said">Receives what it writes, line by line.</param>
internal sealed class ServerScript(string folder, Action<string>? said = null) : IDisposable
{
    private Process? script;

    /// <summary>The process id of the server itself, not of the script around it.</summary>
    public int ServerPid => int.Parse(File.ReadAllText($"{folder}/pid"), CultureInfo.InvariantCulture);

    /// <summary>Whether it is there and has not ended.</summary>
    public bool Runs => script is { HasExited: false };

    /// <summary>Starts it and returns when the server answers.</summary>
    /// <param name="answers">Asks the server.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="failed">Makes the exception of a server that ended or did not answer.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    public async Task StartAsync(
        Func<CancellationToken, Task<bool>> answers, TimeSpan patience, Func<string, Exception> failed, CancellationToken cancellation)
    {
        script = Process.Start(new ProcessStartInfo("/bin/sh", [$"{folder}/run.sh"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PLATFORM_PARENT_PIPE"] = "stdin" },
        })!;
        script.OutputDataReceived += (_, line) => said?.Invoke(line.Data ?? "");
        script.ErrorDataReceived += (_, line) => said?.Invoke(line.Data ?? "");
        script.BeginOutputReadLine();
        script.BeginErrorReadLine();
        var started = Stopwatch.GetTimestamp();
        while (!await answers(cancellation))
        {
            if (script.HasExited)
                throw failed(string.Create(CultureInfo.InvariantCulture, $"ended with {script.ExitCode}"));
            if (Stopwatch.GetElapsedTime(started) > patience)
                throw failed(string.Create(CultureInfo.InvariantCulture, $"did not answer within {patience.TotalSeconds:0} s"));
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    /// <summary>Kills the server without warning (SIGKILL) and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        using var server = Process.GetProcessById(ServerPid);
        server.Kill();
        await EndedAsync();
    }

    /// <summary>Stops the server in order and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        script?.StandardInput.Close();
        await EndedAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        script?.Dispose();
        script = null;
    }

    private async Task EndedAsync()
    {
        if (script is null)
            return;
        await script.WaitForExitAsync();
        Dispose();
    }
}
