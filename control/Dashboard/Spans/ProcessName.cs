namespace Platform.Dashboard.Spans;

/// <summary>A sidecar is a process of its own and a part of its app.</summary>
internal static class ProcessName
{
    private const string Sidecar = "-dapr";

    /// <summary>The app that a process belongs to: <c>records</c> of <c>records-dapr</c>.</summary>
    public static string App(string process) => process.EndsWith(Sidecar, StringComparison.Ordinal) ? process[..^Sidecar.Length] : process;
}
