using Aspire.Hosting.Testing;

namespace Platform.Hosting.Tests.Testing;

public sealed class TheTestingBuilder
{
    [Fact]
    public async Task Steps_into_the_entry_point_of_an_AppHost_before_it_builds()
    {
        using var folder = new TemporaryDirectory();
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<TheTestingBuilder>(
            ["app-host", "chain", $"--Folder={folder.Path}", $"--PLATFORM_STATE={folder["state"]}"], TestContext.Current.CancellationToken);
        Assert.Equal(["first", "second", "third"], builder.Resources.Select(resource => resource.Name));
        builder.AddExecutable("added", "sleep", folder.Path, "1000");

        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("third", TestContext.Current.CancellationToken);
        await app.ResourceNotifications.WaitForResourceAsync("added", cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Passes_on_what_the_entry_point_throws()
        => await Assert.ThrowsAsync<ArgumentException>(() => DistributedApplicationTestingBuilder.CreateAsync<TheTestingBuilder>(
            ["app-host", "nothing-of-that-name", "--Folder=/"], TestContext.Current.CancellationToken));

    [Fact]
    public async Task Reaches_endpoints_of_a_started_application()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("api", "sleep", "/", "1000").WithHttpEndpoint(isProxied: false);
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal("http", app.GetEndpoint("api").Scheme);
        Assert.Throws<ArgumentException>(() => app.GetEndpoint("api", "missing"));
        Assert.Throws<ArgumentException>(() => app.GetEndpoint("nobody"));
    }
}
