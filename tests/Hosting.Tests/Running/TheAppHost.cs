using System.Net;
using System.Net.Sockets;
using Platform.Hosting.Tests.Dummy;

namespace Platform.Hosting.Tests.Running;

/// <summary>An AppHost as a whole, in a process of its own.</summary>
public sealed class TheAppHost : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public async Task Starts_in_the_order_of_the_graph_and_stops_in_the_opposite_order_on_Ctrl_C()
    {
        using var host = new AppHostProcess("chain", _folder);
        await host.HealthyAsync();
        Assert.True(
            Created("first") <= Created("second") && Created("second") <= Created("third"), "each was started after the one that it waits for was ready");

        host.Signal("INT");

        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.Equal(["third", "second", "first"], await File.ReadAllLinesAsync(_folder["stopped"], TestContext.Current.CancellationToken));
        Assert.False(File.Exists(host.ApiFile));
    }

    [Fact]
    public async Task Stops_in_order_on_a_termination_signal()
    {
        using var host = new AppHostProcess("chain", _folder);
        await host.HealthyAsync();
        host.Signal("TERM");
        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.Equal(["third", "second", "first"], await File.ReadAllLinesAsync(_folder["stopped"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Leaves_no_process_when_it_is_killed_not_even_those_that_ignore_every_request()
    {
        using var host = new AppHostProcess("stubborn", _folder);
        var child = await OtherProcess.IdInAsync(_folder["stubborn.pid"]);
        var grandchild = await OtherProcess.IdInAsync(_folder["grandchild.pid"]);
        Assert.True(OtherProcess.IsAlive(child) && OtherProcess.IsAlive(grandchild));

        host.Kill();

        await Eventually.True(() => !OtherProcess.IsAlive(child) && !OtherProcess.IsAlive(grandchild), "both processes are gone");
    }

    [Fact]
    public async Task Ends_a_process_that_ignores_the_request_to_stop_and_all_that_it_started()
    {
        using var host = new AppHostProcess("stubborn", _folder, "--Hosting:StopSeconds=0.2");
        var child = await OtherProcess.IdInAsync(_folder["stubborn.pid"]);
        var grandchild = await OtherProcess.IdInAsync(_folder["grandchild.pid"]);
        await host.HealthyAsync();

        host.Signal("TERM");

        Assert.Equal(0, await host.ExitCodeAsync());
        await Eventually.True(() => !OtherProcess.IsAlive(child) && !OtherProcess.IsAlive(grandchild), "both processes are gone");
    }

    [Fact]
    public async Task Refuses_a_second_one_on_the_same_state_and_names_the_first()
    {
        using var first = new AppHostProcess("chain", _folder);
        await first.HealthyAsync();

        using var second = new AppHostProcess("chain", _folder);

        Assert.Equal(4, await second.ExitCodeAsync());
        Assert.Contains($"already running on {_folder["state"]} (pid {first.Id})", second.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(first.ApiFile));
    }

    [Fact]
    public async Task Can_be_started_again_on_the_state_of_one_that_was_killed()
    {
        using (var killed = new AppHostProcess("chain", _folder))
        {
            await killed.HealthyAsync();
            killed.Kill();
            await killed.ExitCodeAsync();
        }

        using var next = new AppHostProcess("chain", _folder);
        await next.HealthyAsync();
        next.Signal("INT");
        Assert.Equal(0, await next.ExitCodeAsync());
    }

    [Fact]
    public async Task Ends_with_an_error_that_names_the_resource_its_last_lines_and_its_log_when_one_dies_at_start()
    {
        using var host = new AppHostProcess("dying", _folder);

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("dying: it ended with exit code 7 before it was healthy.", host.Errors, StringComparison.Ordinal);
        Assert.Contains("| the reason for my end", host.Errors, StringComparison.Ordinal);
        Assert.Contains(_folder["state/apphost/logs/dying.log"], host.Errors, StringComparison.Ordinal);
        Assert.False(OtherProcess.IsAlive(await OtherProcess.IdInAsync(_folder["good.pid"])));
    }

    [Fact]
    public async Task Ends_with_an_error_that_names_the_tool_and_the_way_out_when_one_is_missing()
    {
        using var host = new AppHostProcess("missing", _folder);
        Assert.Equal(5, await host.ExitCodeAsync());
        Assert.Contains("'toolless' needs the program 'no-such-tool-anywhere', which was not found. Install it", host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_an_error_that_names_the_port_its_holder_and_the_way_out_when_a_port_is_in_use()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        using var host = new AppHostProcess("port", _folder, $"--Port={port}");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains($"Port {port} (endpoint 'browser' of 'listener') is in use by", host.Errors, StringComparison.Ordinal);
        Assert.Contains($"(pid {Environment.ProcessId})", host.Errors, StringComparison.Ordinal);
        Assert.Contains("Ports:listener", host.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private DateTime Created(string name) => File.GetLastWriteTimeUtc(_folder[$"{name}.ready"]);
}
