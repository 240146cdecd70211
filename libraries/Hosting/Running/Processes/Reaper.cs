using System.Diagnostics;
using System.Globalization;

namespace Platform.Hosting.Running;

/// <summary>One small process that ends all process groups when the AppHost ends, however it ends.</summary>
/// <remarks>
/// It reads the groups from a pipe that only the AppHost holds. When the pipe closes (exit, crash, <c>kill -9</c>), it asks the groups that are
/// left to end, and kills them after a second. It has a session of its own, so a signal to the AppHost's group does not reach it.
/// </remarks>
internal sealed class Reaper : IDisposable
{
    // Plain sh: it starts in a millisecond and takes 1 MB. $! etc. are of no use here, since the groups are not its children.
    private const string Script = """
        groups=' '
        while read -r op id; do
          case $op in
            +) groups="$groups$id " ;;
            -) before=${groups%% "$id" *}; after=${groups#* "$id" }; groups="$before $after" ;;
          esac
        done
        for id in $groups; do kill -TERM "-$id" 2>/dev/null; kill -CONT "-$id" 2>/dev/null; done
        for tenth in 1 2 3 4 5 6 7 8 9 10; do
          left=
          for id in $groups; do kill -0 "-$id" 2>/dev/null && left=y; done
          [ -z "$left" ] && exit 0
          sleep 0.1
        done
        for id in $groups; do kill -KILL "-$id" 2>/dev/null; done
        """;

    private readonly Lock _gate = new();
    private Process? _process;

    /// <summary>Starts it, so that <see cref="Watch"/> takes no longer than a write to a pipe.</summary>
    public void EnsureStarted()
    {
        lock (_gate)
        {
            _process ??= Begin();
        }
    }

    public void Watch(int group) => Write($"+ {group.ToString(CultureInfo.InvariantCulture)}");

    public void Forget(int group) => Write($"- {group.ToString(CultureInfo.InvariantCulture)}");

    public void Dispose()
    {
        lock (_gate)
        {
            _process?.StandardInput.Dispose();
            _process?.Dispose();
            _process = null;
        }
    }

    private void Write(string line)
    {
        // On Windows the processes are in a job that closes with the AppHost.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        lock (_gate)
        {
            _process ??= Begin();
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
    }

    private static Process Begin()
    {
        var (program, arguments) = ProcessGroup.Lead("/bin/sh", ["-c", Script, "platform-reaper"]);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };
        return Process.Start(start) ?? throw new InvalidOperationException("The reaper process did not start.");
    }
}
