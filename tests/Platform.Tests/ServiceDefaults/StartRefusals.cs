using Microsoft.AspNetCore.Builder;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Tests.Identity;

namespace Platform.Tests.ServiceDefaults;

public sealed class StartRefusals : IAsyncLifetime
{
    private RunningIdentity identity = null!;

    public async ValueTask InitializeAsync() => identity = await RunningIdentity.StartAsync();

    public ValueTask DisposeAsync() => identity.DisposeAsync();

    [Fact]
    public async Task A_route_without_a_binding_is_named()
    {
        var refusal = await Assert.ThrowsAsync<UnboundRoutesException>(() => RunningService.StartAsync(identity, app => app.MapGet("/open", () => "x")));
        Assert.Equal(["GET /open has no policy binding"], refusal.Routes);
    }

    [Fact]
    public async Task A_bootstrap_route_without_a_list_of_workloads_is_named()
    {
        var refusal = await Assert.ThrowsAsync<UnboundRoutesException>(
            () => RunningService.StartAsync(identity, app => app.MapGet("/open", () => "x").WithRouteLabel(RouteLabel.Bootstrap)));
        Assert.Contains("GET /open has no list of workloads", refusal.Message);
    }

    [Theory]
    [InlineData("http://opa.example:8181")]
    [InlineData("opa")]
    public async Task An_OPA_server_that_would_be_asked_in_the_clear_is_refused(string endpoint)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync(identity, settings: new()
        {
            ["Policy:BundleEndpoint"] = "https://127.0.0.1:1",
            ["Policy:VerificationKeysFile"] = "keys.json",
            ["Policy:Endpoint"] = endpoint,
        }));
        Assert.Contains("Policy__Endpoint", refusal.Message);
    }

    [Theory]
    [InlineData("Listen:App", "http", "not a port")]
    [InlineData("Listen:App", "70000", "not a port")]
    [InlineData("Listen:Backdoor", "0", "not a listener")]
    [InlineData("Platform:Profile", "Staging", "Staging")]
    [InlineData("Policy:BundleEndpoint", "http://127.0.0.1:1", "https")]
    public async Task A_setting_that_is_not_understood_is_named(string name, string value, string message)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync(identity, settings: new() { [name] = value }));
        Assert.Contains(message, refusal.Message);
    }
}
