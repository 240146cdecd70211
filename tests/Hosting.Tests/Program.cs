using Platform.Hosting.Tests.Dummy;
using Xunit.Runner.InProc.SystemConsole;

namespace Platform.Hosting.Tests;

/// <summary>Runs the tests; as <c>app-host SCENARIO</c> it is the AppHost that tests start, stop and kill.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["app-host", var scenario, .. var rest])
        {
            DummyAppHost.Run(scenario, rest);
            return System.Environment.ExitCode;
        }

        return await ConsoleRunner.Run(args);
    }
}
