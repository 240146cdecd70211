using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;

namespace Platform.Cli.Labs.Running;

/// <summary>The running platform that a grader asks: its resources, its inventories, and its gateway as a person.</summary>
internal sealed class LabPlatform : IDisposable
{
    private readonly AppHostApi api;
    private readonly PlatformUnderTest platform;
    private readonly HttpClient gateway;

    private LabPlatform(AppHostApi api, PlatformUnderTest platform)
    {
        this.api = api;
        this.platform = platform;
        gateway = GatewayClient.Create(platform.Gateway, Path.Combine(platform.State, "identity", "ca.pem"));
    }

    public IReadOnlyList<Inventory> Inventories => platform.Inventories;

    public HttpClient Gateway => gateway;

    /// <exception cref="LabException">Nothing runs, or it is not ready.</exception>
    public static async Task<LabPlatform> OpenAsync(CancellationToken cancellation)
    {
        var state = StateFolder.Resolve(null);
        if (AppHostApi.Connect(state) is not { } api)
            throw new LabException($"No platform runs on {state.Path}, and this lab is graded on a running one. Start it in a second terminal: ./platform up", ExitCode.NotRunning);
        try
        {
            return new LabPlatform(api, await PlatformUnderTest.ReadAsync(api, state.Path, cancellation));
        }
        catch (Exception unready)
        {
            api.Dispose();
            throw unready is DemoException ? new LabException(unready.Message, ExitCode.NotRunning, unready) : new LabException($"The platform does not answer: {unready.Message}", ExitCode.Failed, unready);
        }
    }

    public Task<IReadOnlyList<ResourceInfo>> ResourcesAsync(CancellationToken cancellation) => api.ListAsync(cancellation);

    public async Task<PersonaSession> SignInAsync(string persona, CancellationToken cancellation) =>
        await PersonaSession.SignInAsync(await platform.VisitAsync("cli", cancellation), platform.IdentityBrowser, persona, cancellation: cancellation);

    /// <summary>The status of a GET at the gateway, as somebody or as nobody.</summary>
    public async Task<int> StatusAsync(string path, PersonaSession? person, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        person?.Sign(request);
        using var answer = await gateway.SendAsync(request, cancellation);
        return (int)answer.StatusCode;
    }

    public void Dispose()
    {
        gateway.Dispose();
        platform.Dispose();
        api.Dispose();
    }
}
