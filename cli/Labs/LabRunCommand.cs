using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platform.Cli.Running;

namespace Platform.Cli.Labs;

/// <summary><c>platform lab run N</c>: runs what a lab needs beside it.</summary>
internal static class LabRunCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var (number, work) = (LabCommand.Number(), LabCommand.Work());
        var command = new Command("run", """
            Run what a lab needs beside it, until Ctrl-C: a real process on free loopback ports, with its state in the lab's folder.

            The addresses are printed, and are in the files app.url and management.url of the folder.

            Examples:
              platform lab run 2

            Exit codes: 0 stopped on request; 1 it ended by itself; 2 no such lab, not set up, or nothing to run.
            """) { number, work };
        command.SetAction((result, cancellation) => LabCommand.GuardAsync(async () =>
        {
            var lab = LabCatalogue.Of(result.GetValue(number));
            var folder = LabFolder.Resolve(result.GetValue(work), lab.Number);
            if (lab.Beside is not { } beside)
                throw new LabException($"Lab {lab.Number} has nothing of its own to run. Its page: {lab.Page}");
            if (!folder.IsSetUp)
                throw new LabException($"Lab {lab.Number} is not set up in {folder.Path}. Begin with ./platform lab start {lab.Number}");
            return await RunAsync(beside, folder, cancellation);
        }));
        return command;
    }

    private static async Task<int> RunAsync(BesideProgram beside, LabFolder folder, CancellationToken cancellation)
    {
        var (app, management) = (FreePort(), FreePort());
        using var process = Start(beside, folder, app, management);
        var (appUrl, managementUrl) = ($"http://127.0.0.1:{app}", $"http://127.0.0.1:{management}");
        try
        {
            await AnswersAsync(new Uri(managementUrl + "/alive"), process, folder, cancellation);
            await File.WriteAllTextAsync(folder["app.url"], appUrl, cancellation);
            await File.WriteAllTextAsync(folder["management.url"], managementUrl, cancellation);
            Console.WriteLine($"{beside.AppId} runs. Its port for calls: {appUrl}; its port for probes: {managementUrl}. Ctrl-C stops it.");
            await process.WaitForExitAsync(cancellation);
            throw new LabException($"{beside.Program} ended with {process.ExitCode}; its output is in {folder.Shown("run.log")}", ExitCode.Failed);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
        finally
        {
            File.Delete(folder["app.url"]);
            File.Delete(folder["management.url"]);
            // It ends when its input does.
            process.StandardInput.Close();
            using var late = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(BesideProgram beside, LabFolder folder, int app, int management)
    {
        var program = Path.Combine(Repository.BuildFolderOf(beside.Project), OperatingSystem.IsWindows() ? beside.Program + ".exe" : beside.Program);
        if (!File.Exists(program))
            throw new LabException($"It is not built: {program} does not exist. Build everything: dotnet build Platform.sln", ExitCode.Failed);
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Platform__AppId"] = beside.AppId;
        start.Environment["PLATFORM_STATE"] = folder["state"];
        start.Environment["PLATFORM_PARENT_PIPE"] = "stdin";
        start.Environment["APP_API_TOKEN"] = Guid.NewGuid().ToString();
        start.Environment["Listen__App"] = $"{app}";
        start.Environment["Listen__Management"] = $"{management}";
        start.Environment["Identity__TrustBundleFile"] = folder["state", "ca.pem"];
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var log = File.CreateText(folder["run.log"]);
        log.AutoFlush = true;
        var process = Process.Start(start)!;
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (log)
                log.WriteLine(line.Data);
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task AnswersAsync(Uri address, Process process, LabFolder folder, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(address, cancellation);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!process.HasExited && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                // Not listening yet.
            }

            if (process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new LabException($"It did not start; its output is in {folder.Shown("run.log")}", ExitCode.Failed);
            await Task.Delay(Pause, cancellation);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
