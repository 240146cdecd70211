using System.Runtime.InteropServices;

namespace Platform.Hosting.Running;

/// <summary>The .NET installation that this process runs on; a built executable finds it by <c>DOTNET_ROOT</c>.</summary>
internal static class DotnetRoot
{
    // shared/Microsoft.NETCore.App/<version>/ lies below the root.
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static string Dotnet { get; } = System.IO.Path.Combine(Path, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
}
