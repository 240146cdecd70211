using System.Net.Sockets;
using System.Text;
using Platform.Rego.Server;

namespace Platform.Tests.OpaServer;

/// <summary><c>--authorization basic</c>: every request is decided by <c>data.system.authz.allow</c>.</summary>
[Trait("requirement", "PD-07")]
public sealed class ServerAuthorization : IAsyncLifetime
{
    private const string Module = """
        package system.authz
        default allow := false
        allow if input.identity == "secret"
        allow if {
            input.method == "GET"
            input.path == ["v1", "data", "public"]
        }
        allow if input.headers["X-Door"][0] == "open"
        allow if input.body.input.open
        """;

    private RunningOpaServer server = null!;

    public async ValueTask InitializeAsync() =>
        server = await RunningOpaServer.StartAsync(Module, """{"public": 1, "hidden": 2}""", new() { Authorization = OpaAuthorization.Basic, BearerTokens = true });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("GET", "/v1/data/hidden")]
    [InlineData("GET", "/v1/data")]
    [InlineData("GET", "/v1/policies")]
    [InlineData("PUT", "/v1/policies/mine")]
    [InlineData("DELETE", "/v1/policies/main.rego")]
    [InlineData("POST", "/v1/data/hidden")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/v0/data/hidden")]
    [InlineData("GET", "/v1/query?q=data.hidden%20%3D%20x")]
    [InlineData("GET", "/v1/config")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/health")]
    public async Task A_stranger_is_refused_at_every_door(string method, string path)
    {
        var (status, body) = await server.SendAsync(method, path, method is "PUT" or "POST" ? "{}" : null);
        Assert.Equal(401, status);
        Assert.Contains("request rejected by administrative policy", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_right_token_path_header_or_body_opens()
    {
        Assert.Equal((200, """{"result":2}"""), await server.SendAsync("GET", "/v1/data/hidden", null, ("Authorization", "Bearer secret")));
        Assert.Equal((200, """{"result":1}"""), await server.SendAsync("GET", "/v1/data/public"));
        Assert.Equal((200, """{"result":2}"""), await server.SendAsync("GET", "/v1/data/hidden", null, ("x-door", "open")));
        Assert.Equal((200, """{"result":2}"""), await server.SendAsync("POST", "/v1/data/hidden", """{"input":{"open":true}}"""));
        Assert.Equal(401, (await server.SendAsync("GET", "/v1/data/hidden", null, ("Authorization", "Bearer wrong"))).Status);
    }

    [Theory]
    [InlineData("/v1/data/public/../hidden")]
    [InlineData("/v1/data/public/%2e%2e/hidden")]
    [InlineData("/v1/data/./public")]
    [InlineData("http://elsewhere/v1/data/public")]
    public async Task A_path_that_routing_reads_otherwise_than_the_policy_is_refused(string target)
    {
        // HttpClient would tidy the path, so the bytes are written by hand.
        using var socket = new TcpClient(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n"));
        var answer = await new StreamReader(socket.GetStream()).ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("result", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_authorization_policy_everything_is_refused()
    {
        await using var without = await RunningOpaServer.StartAsync("package p\nx := 1", options: new() { Authorization = OpaAuthorization.Basic });
        var (status, body) = await without.SendAsync("GET", "/v1/data/p/x");
        Assert.Equal(500, status);
        Assert.Contains("authorization policy missing or undefined", body, StringComparison.Ordinal);
    }
}
