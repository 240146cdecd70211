using System.Diagnostics;
using System.Text;

namespace Platform.Hosting.Running;

/// <summary>Starts processes that cannot outlive the AppHost.</summary>
/// <remarks>
/// Each leads its own process group and has the read end of a pipe as standard input. Our own programs end when that pipe closes
/// (<c>PLATFORM_PARENT_PIPE=stdin</c>); whatever does not is ended by the <see cref="Reaper"/>. No program begins before the reaper knows of it:
/// an AppHost that is killed in between leaves a shell that reads the end of its input.
/// </remarks>
internal sealed class ProcessLauncher(Reaper reaper)
{
    private const string ParentPipe = "PLATFORM_PARENT_PIPE";

    private const string Gate = """read -r begin || exit 1; exec "$@" """;

    // These describe the AppHost itself and would mislead a child.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPIRE_LOGLEVEL"];

    public RunningProcess Start(LaunchDescription description, ResourceLog log)
    {
        var (program, arguments) = OperatingSystem.IsWindows()
            ? (description.Program, description.Arguments)
            : ProcessGroup.Lead("/bin/sh", ["-c", Gate, "sh", description.Program, .. description.Arguments]);
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
        process.Start();
        if (OperatingSystem.IsWindows())
        {
            WindowsJob.Adopt(process);
        }
        else
        {
            reaper.Watch(process.Id);
            Begin(process);
        }

        return new RunningProcess(process, log, reaper);
    }

    private static void Begin(Process process)
    {
        try
        {
            process.StandardInput.Write('\n');
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It was ended before it began; its exit is told like any other.
        }
    }
}
