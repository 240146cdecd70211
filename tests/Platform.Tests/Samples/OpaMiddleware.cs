using System.Text.Json.Nodes;
using Platform.Rego;
using Platform.Rego.Server;
using Platform.Rego.Values;
using Platform.Testing;
using Platform.Tests.OpaServer;

namespace Platform.Tests.Samples;

/// <summary>The sample as somebody runs it who takes the enforcement point home: in process, and with an OPA server beside it.</summary>
public sealed class OpaMiddleware
{
    private static readonly string Policies = Path.Combine(RepositoryRoot.Path, "samples/OpaMiddleware/policies");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_who_may_and_refuses_everybody_else(bool byServer)
    {
        await using var server = await ServerAsync();
        await using var sample = await RunningSample.StartAsync(byServer ? [("Policy__Endpoint", Address(server))] : []);

        var (status, body) = await sample.GetAsync("/orders/1");
        Assert.Equal(200, status);
        Assert.Equal("""{"id":"1","shop":"north","article":"kettle"}""", body);

        Assert.Equal(401, (await sample.GetAsync("/orders/1", key: null)).Status);
        Assert.Equal(401, (await sample.GetAsync("/orders/1", key: "")).Status);
        Assert.Equal(401, (await sample.GetAsync("/orders/1", key: "another-key")).Status);
        Assert.Equal(404, (await sample.GetAsync("/orders/2")).Status);
        Assert.Equal(404, (await sample.GetAsync("/orders/9")).Status);
        // No rule decides about invoices: undefined is a denial.
        Assert.Equal(403, (await sample.GetAsync("/orders/1/invoice")).Status);
    }

    [Fact]
    public async Task Permits_nobody_when_the_server_is_gone()
    {
        var server = await ServerAsync();
        await using var sample = await RunningSample.StartAsync(("Policy__Endpoint", Address(server)));
        Assert.Equal(200, (await sample.GetAsync("/orders/1")).Status);

        await server.DisposeAsync();

        Assert.Equal(503, (await sample.GetAsync("/orders/1")).Status);
        Assert.Equal(401, (await sample.GetAsync("/orders/1", key: null)).Status);
    }

    [Fact]
    public async Task Really_asks_the_server_when_there_is_one()
    {
        await using var server = await ServerAsync();
        await using var sample = await RunningSample.StartAsync(("Policy__Endpoint", Address(server)));
        Assert.Equal(200, (await sample.GetAsync("/orders/1")).Status);

        await server.SendAsync("PUT", "/v1/policies/order.rego", "package platform\ndecision := {\"allow\": true}");

        // Not of the agreed shape, so it is no permit whatever it says.
        Assert.Equal(403, (await sample.GetAsync("/orders/1")).Status);
    }

    [Theory]
    [InlineData("package platform\ndecision := {", "do not compile")]
    [InlineData(null, "there is no folder of policies")]
    public async Task Does_not_start_without_policies_that_can_decide(string? module, string said)
    {
        using var folder = new TemporaryDirectory();
        if (module is not null)
        {
            folder.Write("policies/order.rego", module);
            folder.Write("policies/platform/reasons/data.json", "{}");
            folder.Write("policies/platform/purposes/data.json", "{}");
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningSample.StartAsync(("Policy__Folder", folder["policies"])));
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://opa.example:8181")]
    [InlineData("http://192.0.2.1:8181")]
    public async Task Does_not_start_with_a_server_that_is_asked_in_the_clear(string address)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningSample.StartAsync(("Policy__Endpoint", address)));
        Assert.Contains("neither an https address", refusal.Message, StringComparison.Ordinal);
    }

    private static string Address(RunningOpaServer server) => server.Client.BaseAddress!.ToString();

    private static Task<RunningOpaServer> ServerAsync()
    {
        var modules = Directory.EnumerateFiles(Policies, "*.rego").Where(file => !file.EndsWith("_test.rego", StringComparison.Ordinal)).Select(file => new RegoModule(Path.GetFileName(file), File.ReadAllText(file)));
        var data = new JsonObject();
        foreach (var name in new[] { "reasons", "purposes" })
            data[name] = JsonNode.Parse(File.ReadAllText(Path.Combine(Policies, "platform", name, "data.json")));
        return RunningOpaServer.StartAsync(new PolicyStore([.. modules], Val.Parse(new JsonObject { ["platform"] = data }.ToJsonString())));
    }
}
