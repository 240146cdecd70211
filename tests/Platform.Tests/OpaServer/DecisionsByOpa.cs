using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Rego;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.Rego.Server;
using Platform.Rego.Values;
using Platform.Testing;
using Platform.Tests.PolicyControl;

namespace Platform.Tests.OpaServer;

/// <summary><c>Policy:Endpoint</c>: a service asks an OPA server in place of the engine in its process.</summary>
[Trait("requirement", "RE-01")]
public sealed class DecisionsByOpa : IDisposable
{
    private static readonly string Policies = Path.Combine(RepositoryRoot.Path, "policies");
    private readonly SignedBundle signed = new();

    public void Dispose() => signed.Dispose();

    [Fact]
    public async Task Every_case_of_the_policies_is_decided_alike_in_process_and_by_the_server()
    {
        var modules = Directory.EnumerateFiles(Policies, "*.rego", SearchOption.AllDirectories).Select(file => new RegoModule(file, File.ReadAllText(file))).ToList();
        var data = JsonNode.Parse("{}")!;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Policies, "platform"), "data.json", SearchOption.AllDirectories))
            data[Path.GetFileName(Path.GetDirectoryName(file))!] = JsonNode.Parse(File.ReadAllText(file));
        var documents = Val.Parse(new JsonObject { ["platform"] = data }.ToJsonString());
        var inProcess = RegoPolicy.Compile(modules, documents).Prepare(RegoCompilation.EntryPoint);
        await using var server = await RunningOpaServer.StartAsync(new PolicyStore(modules, documents));
        var byServer = Decide(server.Client.BaseAddress!);
        var (permitted, denied) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Policies, "cases"), "*.json", SearchOption.AllDirectories))
        {
            var input = await File.ReadAllBytesAsync(file);
            var expected = inProcess.Evaluate(Val.Parse(input));
            Assert.Equal(expected, Val.Parse(byServer(input)!));
            _ = expected["allow"].IsTrue ? permitted++ : denied++;
        }

        Assert.True(permitted > 20 && denied > 100, $"{permitted} permitted, {denied} denied");
    }

    [Fact]
    public async Task An_undefined_decision_is_no_decision()
    {
        await using var server = await RunningOpaServer.StartAsync("package other\nx := 1");
        Assert.Null(Decide(server.Client.BaseAddress!)("{}"u8));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, """{"result":{"allow":true}}""")]
    [InlineData(HttpStatusCode.Found, """{"result":{"allow":true}}""")]
    [InlineData(HttpStatusCode.OK, """{"result":{"allow":true}""")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, """{"provenance":{"bundles":{"platform":{"revision":"r0"}}},"result":{"allow":true}}""")]
    public void An_answer_that_is_not_a_decision_of_the_active_revision_is_an_error(HttpStatusCode status, string body) =>
        Assert.Throws<PolicyEvaluationException>(() => Decide(new Uri("http://127.0.0.1:1"), new Answer(status, body))("{}"u8));

    [Fact]
    public void An_answer_of_the_active_revision_is_a_decision()
    {
        var decide = Decide(new Uri("http://127.0.0.1:1"), new Answer(HttpStatusCode.OK, """{"provenance":{"bundles":{"platform":{"revision":"r1"}}},"result":{"allow":true}}"""));
        Assert.Equal("""{"allow":true}""", decide("{}"u8));
    }

    [Fact]
    public void A_server_that_is_not_there_is_an_error() =>
        Assert.Throws<PolicyEvaluationException>(() => Decide(new Uri("http://127.0.0.1:1"))("{}"u8));

    [Fact]
    public void A_server_that_never_answers_is_an_error_in_time()
    {
        using var mute = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var at = new Uri($"http://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}");
        Assert.Throws<PolicyEvaluationException>(() => Decide(at, timeout: TimeSpan.FromMilliseconds(200))("{}"u8));
    }

    private DecisionFunction Decide(Uri endpoint, HttpMessageHandler? handler = null, TimeSpan? timeout = null)
    {
        var bundle = signed.Sign(DateTimeOffset.UnixEpoch.AddYears(56));
        return new OpaCompilation(endpoint, new HttpMessageInvoker(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }), timeout ?? TimeSpan.FromSeconds(30)).Compile(bundle);
    }

    private sealed class Answer(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
