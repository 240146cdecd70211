using System.Diagnostics;
using System.Text;

namespace Platform.Hosting.Running;

/// <summary>Starts processes that cannot outlive the AppHost.</summary>
/// <remarks>
/// Each leads its own process group and has the read end of a pipe as standard input. Our own programs end when that pipe closes
/// (<c>PLATFORM_PARENT_PIPE=stdin</c>); whatever does not is ended by the <see cref="Reaper"/>.
/// </remarks>
internal sealed class ProcessLauncher(Reaper reaper)
{
    private const string ParentPipe = "PLATFORM_PARENT_PIPE";

    // These describe the AppHost itself and would mislead a child.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPIRE_LOGLEVEL"];

    public RunningProcess Start(LaunchDescription description, ResourceLog log)
    {
        var (program, arguments) = ProcessGroup.Lead(description.Program, description.Arguments);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = description.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        start.Environment[ParentPipe] = "stdin";
        start.Environment.TryAdd("DOTNET_ROOT", DotnetRoot.Path);
        foreach (var (name, value) in description.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        if (!OperatingSystem.IsWindows())
        {
            // Started first, so that an AppHost which is killed right after leaves nothing behind that the reaper does not know of.
            reaper.EnsureStarted();
        }

        process.Start();
        if (OperatingSystem.IsWindows())
        {
            WindowsJob.Adopt(process);
        }
        else
        {
            reaper.Watch(process.Id);
        }

        return new RunningProcess(process, log, reaper);
    }
}
