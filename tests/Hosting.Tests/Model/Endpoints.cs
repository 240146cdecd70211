using Platform.Hosting.Running;

namespace Platform.Hosting.Tests.Model;

public sealed class Endpoints
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Fact]
    public void Without_a_port_get_different_free_ones_below_the_kernels_own_range()
    {
        var api = Api();
        for (var i = 0; i < 20; i++)
        {
            api.WithHttpEndpoint(name: $"e{i}", isProxied: false);
        }

        PortAllocator.Allocate(_builder.Resources);
        var ports = api.Resource.GetEndpoints().Select(endpoint => endpoint.Port).ToArray();
        Assert.Equal(20, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 31_999));
    }

    [Fact]
    public void That_want_the_same_port_are_refused_by_name()
    {
        Api().WithHttpEndpoint(port: 7443, isProxied: false).WithHttpsEndpoint(port: 7443, isProxied: false);
        var error = Assert.Throws<DistributedApplicationException>(() => PortAllocator.Allocate(_builder.Resources));
        Assert.Contains("'http' of 'api' and 'https' of 'api' both want port 7443", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whose_two_ports_differ_are_refused_since_there_is_no_proxy()
    {
        Api().WithHttpEndpoint(port: 80, targetPort: 8080);
        Assert.Throws<DistributedApplicationException>(() => PortAllocator.Allocate(_builder.Resources));
    }

    [Fact]
    public void Of_a_name_that_exists_are_changed_not_added()
    {
        var api = Api().WithHttpEndpoint(port: 1, isProxied: false).WithHttpEndpoint(port: 2);
        var endpoint = Assert.Single(api.Resource.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal((2, false), (endpoint.Port, endpoint.IsProxied));
    }

    [Fact]
    public void Take_name_and_scheme_by_default_from_each_other()
    {
        var endpoint = Api().WithEndpoint(port: 5).Resource.Annotations.OfType<EndpointAnnotation>().Single();
        Assert.Equal(("tcp", "tcp", "tcp"), (endpoint.Name, endpoint.UriScheme, endpoint.Transport));
    }

    private IResourceBuilder<ProjectResource> Api() => _builder.AddProject("api", "api.csproj");
}
