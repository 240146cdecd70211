using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.Tests.Dummy;

namespace Platform.Hosting.Tests.Running;

/// <summary>The life of single resources.</summary>
public sealed class Resources : IAsyncDisposable
{
    private const string Forever = "exec sleep 1000";

    private readonly TestApplication _app = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_until_the_one_they_depend_on_is_healthy_and_its_ready_handlers_are_done()
    {
        var handled = new TaskCompletionSource();
        var database = _app.Script("database", Forever).WithHealthCheck(_app.HealthyWhile("database.ready"))
            .OnResourceReady((_, _, _) => handled.Task);
        _app.Script("service", Forever).WaitFor(database);
        var starting = _app.StartAsync();
        await Eventually.True(() => _app.Running is not null && _app.State("service") == KnownResourceStates.Waiting, "service waits");
        Assert.Equal(0, _app.Runs("service"));

        _app.Folder.Write("database.ready", "");
        await _app.Running.ResourceNotifications.WaitForResourceAsync("database", e => e.Snapshot.HealthStatus is HealthStatus.Healthy, Token);
        Assert.Equal(0, _app.Runs("service"));

        handled.SetResult();
        await starting;
        await Eventually.True(() => _app.Runs("service") == 1, "service runs");
    }

    [Fact]
    public async Task That_nobody_waits_for_start_at_the_same_time()
    {
        // Each waits for the file of the other: one after the other would never be healthy.
        _app.Script("left", $"touch left.up; until [ -e right.up ]; do sleep 0.02; done; touch left.ready; {Forever}").WithHealthCheck(_app.HealthyWhile("left.ready"));
        _app.Script("right", $"touch right.up; until [ -e left.up ]; do sleep 0.02; done; touch right.ready; {Forever}").WithHealthCheck(_app.HealthyWhile("right.ready"));
        var app = await _app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("left", Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("right", Token);
    }

    [Fact]
    public async Task Fail_with_the_one_they_wait_for_instead_of_waiting_forever()
    {
        var broken = _app.Script("broken", "exit 3").WithHealthCheck(_app.HealthyWhile("never"));
        _app.Script("service", Forever).WaitFor(broken);
        await _app.StartAsync();
        await Eventually.True(() => _app.State("service") == KnownResourceStates.FailedToStart, "service failed too");
        Assert.Equal(0, _app.Runs("service"));
        Assert.Equal(KnownResourceStates.FailedToStart, _app.State("broken"));
    }

    [Fact]
    public async Task Start_after_the_completion_of_another_one_with_the_expected_exit_code()
    {
        var migration = _app.Script("migration", "exit 0");
        var failing = _app.Script("failing", "exit 9");
        _app.Script("after-success", Forever).WaitForCompletion(migration);
        _app.Script("after-failure", Forever).WaitForCompletion(failing);
        await _app.StartAsync();
        Assert.Equal(KnownResourceStates.Running, _app.State("after-success"));
        Assert.Equal(KnownResourceStates.FailedToStart, _app.State("after-failure"));
        Assert.Equal(1, _app.Runs("failing"));
    }

    [Fact]
    public async Task Are_started_again_when_they_crash()
    {
        _app.Script("service", Forever).WithHealthCheck(_app.HealthyWhile("service.pid"));
        var app = await _app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("service", Token);

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("service", "kill", Token)).Success);

        await Eventually.True(() => _app.Runs("service") == 2, "it was started again");
        await app.ResourceNotifications.WaitForResourceHealthyAsync("service", Token);
    }

    [Fact]
    public async Task That_are_stopped_on_command_stay_down_until_they_are_started_on_command()
    {
        _app.Script("service", Forever);
        var app = await _app.StartAsync();
        var pid = await OtherProcess.IdInAsync(_app.Folder["service.pid"]);

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StopCommand, Token)).Success);
        Assert.Equal(KnownResourceStates.Finished, _app.State("service"));
        Assert.False(OtherProcess.IsAlive(pid));

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StartCommand, Token)).Success);
        Assert.Equal(KnownResourceStates.Running, _app.State("service"));
        await Eventually.True(() => _app.Runs("service") == 2, "it ran twice");
    }

    [Fact]
    public async Task Hold_still_while_they_are_frozen_and_go_on_when_they_are_thawed()
    {
        _app.Script("service", Forever);
        var app = await _app.StartAsync();
        var pid = await OtherProcess.IdInAsync(_app.Folder["service.pid"]);

        await app.ResourceCommands.ExecuteCommandAsync("service", "freeze", Token);
        await Eventually.True(() => OtherProcess.IsFrozen(pid), "it is frozen");
        await app.ResourceCommands.ExecuteCommandAsync("service", "thaw", Token);
        await Eventually.True(() => !OtherProcess.IsFrozen(pid), "it is thawed");
    }

    [Fact]
    public async Task Can_be_stopped_while_they_are_frozen()
    {
        _app.Script("service", Forever);
        var app = await _app.StartAsync();
        var pid = await OtherProcess.IdInAsync(_app.Folder["service.pid"]);
        await app.ResourceCommands.ExecuteCommandAsync("service", "freeze", Token);
        await app.ResourceCommands.ExecuteCommandAsync("service", "stop", Token);
        Assert.False(OtherProcess.IsAlive(pid));
    }

    [Fact]
    public async Task That_wait_start_at_once_on_command()
    {
        var database = _app.Script("database", Forever).WithHealthCheck(_app.HealthyWhile("never"));
        _app.Script("service", Forever).WaitFor(database);
        var starting = _app.StartAsync();
        await Eventually.True(() => _app.Running is not null && _app.State("service") == KnownResourceStates.Waiting, "service waits");
        await _app.Running.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StartCommand, Token);
        await starting;
        Assert.Equal(KnownResourceStates.Running, _app.State("service"));
    }

    [Fact]
    public async Task Receive_environment_and_arguments_evaluated_at_each_start()
    {
        var starts = 0;
        var secret = _app.Builder.AddParameter("token", new GenerateParameterDefault { Special = false }, secret: true);
        _app.Script("service", "echo \"$COUNT $PORT $URL $TOKEN $PLATFORM_PARENT_PIPE\" > got.new; mv got.new got; " + Forever)
            .WithHttpEndpoint(name: "app", env: "PORT", isProxied: false)
            .WithEnvironment("COUNT", () => (++starts).ToString(System.Globalization.CultureInfo.InvariantCulture))
            .WithEnvironment("TOKEN", secret)
            .WithEnvironment(context => context.EnvironmentVariables["URL"] = ((IResourceWithEndpoints)context.Resource).GetEndpoint("app"));
        var app = await _app.StartAsync();
        var got = await Eventually.Value(() => Task.FromResult(File.Exists(_app.Folder["got"]) ? File.ReadAllText(_app.Folder["got"]) : null), "the script wrote");
        var endpoint = ((IResourceWithEndpoints)app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == "service")).GetEndpoint("app");
        Assert.Equal($"1 {endpoint.Port} http://localhost:{endpoint.Port} {await secret.Resource.GetValueAsync(Token)} stdin\n", got);

        await app.ResourceCommands.ExecuteCommandAsync("service", "restart", Token);
        await Eventually.True(() => File.ReadAllText(_app.Folder["got"]).StartsWith("2 ", StringComparison.Ordinal), "the second start has its own value");
    }

    [Fact]
    public async Task Do_not_show_secrets_in_their_logs()
    {
        var secret = _app.Builder.AddParameter("token", new GenerateParameterDefault { Special = false }, secret: true);
        _app.Script("service", "echo \"my token is $TOKEN.\"; touch said; " + Forever).WithEnvironment("TOKEN", secret).WithHealthCheck(_app.HealthyWhile("said"));
        var app = await _app.StartAsync();
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var lines in logs.WatchAsync("service", Token))
        {
            Assert.Equal("my token is ********.", lines[0].Content);
            break;
        }
    }

    [Fact]
    public async Task With_a_check_that_nobody_registered_are_refused()
    {
        _app.Script("service", Forever).WithHealthCheck("unknown");
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(_app.StartAsync);
        Assert.Contains("'service' names the health check 'unknown'", error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
