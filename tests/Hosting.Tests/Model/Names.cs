namespace Platform.Hosting.Tests.Model;

public sealed class Names
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Theory]
    [InlineData("1st")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a_b")]
    [InlineData("é")]
    public void That_break_the_rule_are_refused(string name)
        => Assert.Throws<ArgumentException>(() => _builder.AddExecutable(name, "true", "/"));

    [Fact]
    public void That_differ_only_in_case_are_the_same()
    {
        _builder.AddExecutable("api", "true", "/");
        Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("API", "true", "/"));
    }
}
