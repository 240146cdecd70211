using Microsoft.AspNetCore.Builder;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Tests.Identity;

namespace Platform.Tests.ServiceDefaults;

[Trait("requirement", "OP-03")]
[Trait("requirement", "PE-01")]
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
    [InlineData("APP_API_TOKEN", "tiny-token", "APP_API_TOKEN")]
    [InlineData("DAPR_API_TOKEN", "tiny-token", "DAPR_API_TOKEN")]
    [InlineData("Identity:Endpoint", "http://127.0.0.1:1", "Identity__Endpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example:4318", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("Kestrel:Endpoints:Open:Url", "http://127.0.0.1:0", "Kestrel__Endpoints__Open")]
    [InlineData("ConnectionStrings:messaging", "amqp://records:long-enough-secret@localhost", "ConnectionStrings__messaging is not amqps")]
    [InlineData("ConnectionStrings:messaging", "amqps://guest:guest@localhost", "ConnectionStrings__messaging has a password")]
    [InlineData("ConnectionStrings:records", "Host=db.example;Username=records;Password=records", "ConnectionStrings__records has a password")]
    [InlineData("ConnectionStrings:records", "Host=db.example;Username=records;Password=long-enough;SSL Mode=Prefer", "ConnectionStrings__records goes over the network")]
    [InlineData("ConnectionStrings:records", "Host=db.example;Username=records;Password=long-enough;Trust Server Certificate=true", "ConnectionStrings__records trusts")]
    public async Task An_insecure_setting_is_refused_by_name_and_never_by_value(string name, string value, string message)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync(identity, settings: new() { [name] = value }));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_insecure_settings_are_named_at_once()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunningService.StartAsync(identity, settings: new() { ["APP_API_TOKEN"] = "short", ["ConnectionStrings:messaging"] = "amqp://x:y@z" }));
        Assert.Contains("APP_API_TOKEN", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__messaging", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Listen:App", "http", "neither a port nor an address")]
    [InlineData("Listen:App", "70000", "neither a port nor an address")]
    [InlineData("Listen:Control", "127.0.0.1", "neither a port nor an address")]
    [InlineData("Listen:App", "0.0.0.0:0", "loopback alone")]
    [InlineData("Listen:SidecarApi", "[::]:0", "loopback alone")]
    [InlineData("Listen:Backdoor", "0", "not a listener")]
    [InlineData("Platform:Profile", "Staging", "Staging")]
    [InlineData("Policy:BundleEndpoint", "http://127.0.0.1:1", "https")]
    public async Task A_setting_that_is_not_understood_is_named(string name, string value, string message)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync(identity, settings: new() { [name] = value }));
        Assert.Contains(message, refusal.Message);
    }
}
