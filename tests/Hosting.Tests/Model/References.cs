using Platform.Hosting.Running;

namespace Platform.Hosting.Tests.Model;

/// <summary>The variables by which one process learns of another.</summary>
public sealed class References
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Fact]
    public async Task To_a_project_name_every_endpoint_twice()
    {
        var api = _builder.AddProject("my-api", "api.csproj")
            .WithHttpEndpoint(port: 5123, isProxied: false)
            .WithHttpEndpoint(port: 5124, name: "admin", isProxied: false)
            .WithHttpEndpoint(port: 5125, name: "secret", isProxied: false)
            .WithEndpoint("secret", endpoint => endpoint.ExcludeReferenceEndpoint = true);
        var variables = await EnvironmentAsync(Consumer().WithReference(api));
        Assert.Equal("http://localhost:5123", variables["MY_API_HTTP"]);
        Assert.Equal("http://localhost:5123", variables["services__my-api__http__0"]);
        Assert.Equal("http://localhost:5124", variables["MY_API_ADMIN"]);
        Assert.Equal("http://localhost:5124", variables["services__my-api__admin__0"]);
        Assert.DoesNotContain(variables.Keys, name => name.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task To_one_endpoint_name_only_that_one()
    {
        var api = _builder.AddProject("my-api", "api.csproj").WithHttpEndpoint(port: 5123).WithHttpsEndpoint(port: 5124);
        var variables = await EnvironmentAsync(Consumer().WithReference(api.GetEndpoint("https")));
        Assert.Equal(["MY_API_HTTPS", "services__my-api__https__0"], variables.Keys.Order());
    }

    [Fact]
    public async Task To_a_connection_string_take_the_configured_value()
    {
        _builder.Configuration["ConnectionStrings:app-db"] = "Data Source=x";
        var variables = await EnvironmentAsync(Consumer().WithReference(_builder.AddConnectionString("app-db")));
        Assert.Equal("Data Source=x", variables["ConnectionStrings__app-db"]);
    }

    [Fact]
    public async Task To_a_connection_string_without_a_value_say_what_to_set()
    {
        var consumer = Consumer().WithReference(_builder.AddConnectionString("app-db"));
        var error = await Assert.ThrowsAsync<MissingParameterValueException>(() => EnvironmentAsync(consumer));
        Assert.Contains("ConnectionStrings:app-db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_an_expression_are_filled_at_start_and_escaped_on_request()
    {
        var api = _builder.AddProject("my-api", "api.csproj").WithHttpEndpoint(port: 5123);
        var password = _builder.AddParameter("password", "a b/{c}", secret: true);
        var variables = await EnvironmentAsync(Consumer().WithEnvironment("X", $"amqp://me:{password:uri}@{api.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}/{{v}}"));
        Assert.Equal("amqp://me:a%20b%2F%7Bc%7D@localhost:5123/{v}", variables["X"]);
    }

    [Fact]
    public void To_an_endpoint_have_no_address_before_the_start()
    {
        var api = _builder.AddProject("my-api", "api.csproj").WithHttpEndpoint(port: 5123);
        Assert.Throws<InvalidOperationException>(() => api.GetEndpoint("http").Url);
        Assert.False(api.GetEndpoint("nothing").Exists);
    }

    private IResourceBuilder<ExecutableResource> Consumer() => _builder.AddExecutable("consumer", "true", "/");

    private async Task<Dictionary<string, string>> EnvironmentAsync(IResourceBuilder<ExecutableResource> consumer)
    {
        PortAllocator.Allocate(_builder.Resources);
        var model = new DistributedApplicationModel(_builder.Resources);
        using var logs = new ResourceLoggerService(new SecretMask(model));
        var plan = new LaunchPlan(new(DistributedApplicationOperation.Run), logs, new ResourceInstances(TimeProvider.System));
        var description = await plan.DescribeAsync(consumer.Resource, TestContext.Current.CancellationToken);
        return new(description.Environment);
    }
}
