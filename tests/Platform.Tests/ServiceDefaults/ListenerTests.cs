using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.ServiceDefaults;
using Platform.Tests.Identity;

namespace Platform.Tests.ServiceDefaults;

[Trait("requirement", "TR-02")]
[Trait("requirement", "TR-03")]
public sealed class ListenerTests : IAsyncLifetime
{
    private RunningIdentity identity = null!;
    private RunningService service = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        service = await RunningService.StartAsync(identity);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData(RunningService.SidecarToken)]
    [InlineData(RunningService.AppToken + "x")]
    public async Task The_app_listener_refuses_everybody_without_its_token(string? token)
    {
        using var client = service.Client(ListenerClass.App, token);
        foreach (var path in new[] { "/dapr/config", "/notes/1", "/nothing", "/health" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task The_app_listener_answers_the_sidecar()
    {
        using var client = service.Client(ListenerClass.App, RunningService.AppToken);
        Assert.Equal("dapr", await client.GetStringAsync("/dapr/config"));
    }

    [Fact]
    public async Task Two_tokens_are_no_token()
    {
        using var client = service.Client(ListenerClass.App, RunningService.AppToken);
        var request = new HttpRequestMessage(HttpMethod.Get, "/dapr/config");
        request.Headers.TryAddWithoutValidation("dapr-api-token", [RunningService.AppToken, "wrong"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_bound_route_refuses_the_sidecar_without_a_callers_token()
    {
        using var client = service.Client(ListenerClass.App, RunningService.AppToken);
        var answer = await client.GetAsync("/notes/1");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.StartsWith("DPoP", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/alive")]
    [InlineData("/health")]
    public async Task The_management_listener_says_one_word(string path)
    {
        using var client = service.Client(ListenerClass.Management, null);
        var body = await (await client.GetAsync(path)).Content.ReadAsStringAsync();
        Assert.True(body is "ok" or "unavailable", body);
    }

    [Theory]
    [InlineData("/notes/1")]
    [InlineData("/dapr/config")]
    [InlineData("/bundles/x")]
    [InlineData("/.well-known/x")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task The_management_listener_has_nothing_else(string path)
    {
        using var client = service.Client(ListenerClass.Management, RunningService.AppToken);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_bootstrap_route_answers_the_workloads_of_its_list_and_no_other()
    {
        using var listed = service.ControlClient(await identity.BootstrapAsync("referrals"));
        Assert.Equal("bundle", await listed.GetStringAsync("/bundles/x"));
        using var other = service.ControlClient(await identity.BootstrapAsync("notifications"));
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/bundles/x")).StatusCode);
        Assert.Equal("public", await other.GetStringAsync("/.well-known/x"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/dapr/config")).StatusCode);
    }

    [Fact]
    public async Task A_bootstrap_route_is_not_on_the_app_listener()
    {
        using var client = service.Client(ListenerClass.App, RunningService.AppToken);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/bundles/x")).StatusCode);
    }

    [Fact]
    public async Task The_control_listener_refuses_a_client_without_certificate()
    {
        using var client = service.ControlClient(null);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/.well-known/x"));
    }

    [Fact]
    public async Task The_control_listener_answers_no_byte_of_http_in_plaintext()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, service.UrlOf(ListenerClass.Control).Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("GET /.well-known/x HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        var answer = new byte[256];
        var read = await ReadOrReset(stream, answer);
        Assert.DoesNotContain("HTTP", Encoding.ASCII.GetString(answer, 0, read));
    }

    [Fact]
    public async Task A_process_listens_on_loopback_only()
    {
        foreach (var address in Dns.GetHostAddresses(Dns.GetHostName()).Where(address => !IPAddress.IsLoopback(address) && address.AddressFamily == AddressFamily.InterNetwork))
        {
            using var socket = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(address, service.UrlOf(ListenerClass.App).Port));
        }
    }

    private static async Task<int> ReadOrReset(NetworkStream stream, byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
