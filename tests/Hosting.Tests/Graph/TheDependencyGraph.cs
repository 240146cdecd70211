using Platform.Hosting.Graph;

namespace Platform.Hosting.Tests.Graph;

public sealed class TheDependencyGraph
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Fact]
    public void Knows_both_directions()
    {
        var identity = Add("identity");
        var policy = Add("policy").WaitFor(identity);
        var records = Add("records").WaitFor(policy).WaitForStart(identity);
        var graph = DependencyGraph.Of(new DistributedApplicationModel(_builder.Resources));
        Assert.Equal([policy.Resource, identity.Resource], graph.DependenciesOf(records.Resource));
        Assert.Equal([policy.Resource, records.Resource], graph.DependentsOf(identity.Resource));
    }

    [Fact]
    public void Shows_the_circle_when_resources_wait_for_each_other()
    {
        var a = Add("a");
        var b = Add("b").WaitFor(a);
        var c = Add("c").WaitFor(b);
        a.WaitFor(c);
        var error = Assert.Throws<DistributedApplicationException>(() => DependencyGraph.Of(new DistributedApplicationModel(_builder.Resources)));
        Assert.Contains("a → c → b → a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_resource_that_waits_for_itself()
    {
        var a = Add("a");
        Assert.Throws<DistributedApplicationException>(() => a.WaitFor(a));
    }

    private IResourceBuilder<ExecutableResource> Add(string name) => _builder.AddExecutable(name, "true", "/");
}
