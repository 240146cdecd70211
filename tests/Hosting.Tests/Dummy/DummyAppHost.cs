using Microsoft.Extensions.DependencyInjection;

namespace Platform.Hosting.Tests.Dummy;

/// <summary>AppHosts of shell scripts. Each script writes what it does into the folder given as <c>Folder</c>.</summary>
internal static class DummyAppHost
{
    /// <summary>Says that it is ready, writes its name into <c>stopped</c> when it is asked to end, and takes its time for both.</summary>
    private const string Orderly = """
        trap 'echo $NAME >> stopped; exit 0' TERM
        echo $$ > $NAME.pid
        echo "$NAME runs"
        touch $NAME.ready
        while :; do sleep 0.02; done
        """;

    /// <summary>Neither it nor its children end when asked or when their input closes.</summary>
    private const string Stubborn = """
        trap '' TERM HUP INT
        sh -c 'trap "" TERM HUP INT; echo $$ > grandchild.pid; while :; do sleep 0.05; done' &
        echo $$ > $NAME.pid
        while :; do sleep 0.05; done
        """;

    private const string Dying = """
        echo 'the reason for my end' >&2
        exit 7
        """;

    public static void Run(string scenario, string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        var folder = builder.Configuration["Folder"]!;
        switch (scenario)
        {
            case "chain":
                var first = builder.AddScript("first", folder, Orderly);
                var second = builder.AddScript("second", folder, Orderly).WaitFor(first);
                builder.AddScript("third", folder, Orderly).WaitFor(second);
                break;
            case "stubborn":
                builder.AddExecutable("stubborn", "sh", folder, "-c", Stubborn).WithEnvironment("NAME", "stubborn");
                break;
            case "dying":
                var good = builder.AddScript("good", folder, Orderly);
                builder.AddExecutable("dying", "sh", folder, "-c", Dying).WithHealthCheck("never").WaitFor(good);
                builder.Services.AddHealthChecks().AddCheck("never", () => new(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy));
                break;
            case "missing":
                builder.AddScript("good", folder, Orderly);
                builder.AddExecutable("toolless", "no-such-tool-anywhere", folder);
                break;
            case "port":
                builder.AddScript("good", folder, Orderly);
                builder.AddScript("listener", folder, Orderly)
                    .WithHttpEndpoint(port: int.Parse(builder.Configuration["Port"]!, System.Globalization.CultureInfo.InvariantCulture), name: "browser", isProxied: false);
                break;
            default:
                throw new ArgumentException($"There is no scenario '{scenario}'.", nameof(scenario));
        }

        builder.Build().Run();
    }

    private static IResourceBuilder<ExecutableResource> AddScript(this IDistributedApplicationBuilder builder, string name, string folder, string script)
    {
        builder.Services.AddHealthChecks().AddCheck($"{name}-ready", () => File.Exists(Path.Combine(folder, $"{name}.ready"))
            ? new(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy)
            : new(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy));
        return builder.AddExecutable(name, "sh", folder, "-c", script).WithEnvironment("NAME", name).WithHealthCheck($"{name}-ready");
    }
}
