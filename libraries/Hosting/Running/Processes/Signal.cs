using System.Runtime.InteropServices;

namespace Platform.Hosting.Running;

/// <summary>A signal to a process, or to a whole process group.</summary>
internal static class Signal
{
    public const int Kill = 9;
    public const int Terminate = 15;

    // The job-control signals are numbered differently on macOS.
    public static int Stop { get; } = OperatingSystem.IsMacOS() ? 17 : 19;

    public static int Continue { get; } = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>False when nobody is there to receive it.</summary>
    public static bool Send(int processId, int signal) => Native(processId, signal) == 0;

    public static bool SendToGroup(int leader, int signal) => Native(-leader, signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Native(int processId, int signal);
}
