using System.Net.Sockets;
using System.Text;
using Platform.ServiceDefaults;
using Platform.Tests.Identity;

namespace Platform.Tests.ServiceDefaults;

/// <summary>Requests as bytes, since no client library would send them: each is refused, its connection closed, and what is hidden behind it not answered.</summary>
[Trait("requirement", "TR-05")]
[Trait("requirement", "PE-03")]
public sealed class RequestFramings : IAsyncLifetime
{
    private const string Behind = "GET /dapr/config HTTP/1.1\r\nHost: x\r\ndapr-api-token: " + RunningService.AppToken + "\r\n\r\n";
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
    [InlineData("both lengths", "POST /body", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("both lengths, the other way", "POST /body", "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n")]
    [InlineData("two lengths", "POST /body", "Content-Length: 0\r\nContent-Length: 4\r\n\r\n")]
    [InlineData("a length set aside", "GET /dapr/config", "X-Content-Length: 4\r\n\r\n")]
    [InlineData("a coding that is none", "POST /body", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("two codings", "POST /body", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n")]
    [InlineData("a folded header", "GET /dapr/config", "X-A: b\r\n c\r\n\r\n")]
    [InlineData("a space before the colon", "GET /dapr/config", "X-A : b\r\n\r\n")]
    [InlineData("a nominated header", "GET /dapr/config", "Connection: dapr-api-token\r\n\r\n")]
    [InlineData("a nominated header among others", "GET /dapr/config", "Connection: foo, dapr-api-token\r\n\r\n")]
    [InlineData("a lower-case method", "get /dapr/config", "\r\n")]
    [InlineData("a method override", "GET /dapr/config", "X-HTTP-Method-Override: DELETE\r\n\r\n")]
    public async Task Are_refused_where_two_hops_could_read_them_differently(string what, string line, string rest)
    {
        var answers = await SendAsync($"{line} HTTP/1.1\r\nHost: x\r\ndapr-api-token: {RunningService.AppToken}\r\n{rest}{Behind}");
        Assert.True(answers.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), $"{what}: {answers}");
        Assert.Single(answers.Split("HTTP/1.1 "), part => part.Length > 0);
    }

    [Fact]
    public async Task Are_answered_in_turn_where_there_is_one_reading()
    {
        var answers = await SendAsync(Behind + Behind.Replace("Host: x", "Host: x\r\nConnection: close", StringComparison.Ordinal));
        Assert.Equal(2, answers.Split("HTTP/1.1 200").Length - 1);
    }

    // Reads until the server closes, which it must.
    private async Task<string> SendAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", service.UrlOf(ListenerClass.App).Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed with bytes of ours unread, which TCP tells as a reset.
        }
        return Encoding.Latin1.GetString(received.ToArray());
    }
}
