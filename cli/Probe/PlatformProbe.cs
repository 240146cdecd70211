using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;

namespace Platform.Cli.Probe;

/// <summary>One look at the running platform from outside: its ports, the labels of its routes, and every route of a policy as nobody. It is put down in the register.</summary>
/// <param name="Ports">Of its processes.</param>
/// <param name="Routes">Of its inventories.</param>
/// <param name="Calls">What came of each call.</param>
/// <param name="Opened">The exposures that no probe had found before.</param>
internal sealed record PlatformProbe(IReadOnlyList<SeenPort> Ports, IReadOnlyList<LabelledRoute> Routes, IReadOnlyList<ProbedCall> Calls, IReadOnlyList<Exposure> Opened)
{
    /// <summary>Looks once.</summary>
    /// <exception cref="DemoException">The platform is not ready.</exception>
    /// <exception cref="IOException">What was found could not be put down.</exception>
    public static async Task<PlatformProbe> RunAsync(AppHostApi api, string state, CancellationToken cancellation)
    {
        using var platform = await PlatformUnderTest.ReadAsync(api, state, cancellation);
        using var nobody = new HttpMessageInvoker(GatewayClient.Handler(Path.Combine(platform.State, "identity", "ca.pem")));
        var ports = DeclaredPorts.Compare(api, await api.ListAsync(cancellation), platform.Inventories);
        var calls = await AnonymousProbe.RunAsync(nobody, platform.Inventories, cancellation);
        var opened = await new ExposureRegister(state, TimeProvider.System).RecordAsync(calls, cancellation);
        return new PlatformProbe(ports, RouteLabels.Check(platform.Inventories), calls, opened);
    }

    /// <summary>A line for each thing that whoever watches must know: what was found open for the first time, and, each time, what nobody declared.</summary>
    public IReadOnlyList<string> Alerts =>
    [
        .. Opened.Select(exposure => exposure.Alert),
        .. Ports.Where(port => port.Finding is not null).Select(port => $"warn: inventory.drift {port}"),
        .. Routes.Where(route => route.Finding is not null).Select(route => $"warn: inventory.drift {route}"),
    ];

    /// <summary>A line for each thing looked at, and whether it is as it must not be.</summary>
    public IReadOnlyList<(bool Bad, string Text)> Lines =>
    [
        .. Ports.Select(port => (port.Finding is not null, port.ToString())),
        .. Routes.Select(route => (route.Finding is not null, route.ToString())),
        .. Calls.Select(call => (call.Outcome != "refused", call.ToString())),
    ];
}
