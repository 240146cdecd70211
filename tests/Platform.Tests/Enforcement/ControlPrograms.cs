using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platform.Testing;

namespace Platform.Tests.Enforcement;

/// <summary>The programs in tests/Controls do what they are there for; so an attack that finds nothing on the real ones has looked.</summary>
[Trait("requirement", "ID-01")]
[Trait("requirement", "PE-01")]
public sealed class ControlPrograms : IDisposable
{
    private const string AppToken = "the-token-of-the-sidecar";
    private readonly TemporaryDirectory state = new();

    [Fact]
    public async Task A_route_without_binding_ends_the_start_and_is_named()
    {
        using var program = Start("Controls", "Platform.Controls", 0, "records-unbound");
        var errors = await program.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await program.WaitForExitAsync();
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains("GET /patients/{id}/export has no policy binding", errors);
    }

    [Fact]
    public async Task Without_enforcement_a_call_without_credentials_gets_through()
    {
        Assert.NotEqual(HttpStatusCode.Unauthorized, await AskWithoutCredentials("Controls", "Platform.Controls", "records-open"));
    }

    [Fact]
    public async Task With_enforcement_the_same_call_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await AskWithoutCredentials("../services/Records", "Platform.Records"));

    public void Dispose() => state.Dispose();

    private async Task<HttpStatusCode> AskWithoutCredentials(string project, string name, params string[] args)
    {
        var port = FreePort();
        using var program = Start(project, name, port, args);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            client.DefaultRequestHeaders.Add("dapr-api-token", AppToken);
            var status = HttpStatusCode.OK;
            await Eventually.Passes(
                async () => status = (await client.PostAsync("/patients/search", new StringContent("{}", null, "application/json"))).StatusCode,
                TimeSpan.FromMinutes(1));
            return status;
        }
        finally
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
        }
    }

    private Process Start(string project, string name, int port, params string[] args)
    {
        var folder = AppContext.BaseDirectory.Replace("tests/Platform.Tests", $"tests/{project}", StringComparison.Ordinal);
        var start = new ProcessStartInfo(Path.Combine(folder, name), args) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["Platform__AppId"] = "records";
        start.Environment["PLATFORM_STATE"] = state.Path;
        start.Environment["APP_API_TOKEN"] = AppToken;
        start.Environment["Listen__App"] = $"{port}";
        start.Environment["Identity__TrustBundleFile"] = state["ca.pem"];
        var program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        return program;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
