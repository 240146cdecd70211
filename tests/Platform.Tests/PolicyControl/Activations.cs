using Microsoft.Extensions.DependencyInjection;
using Platform.PolicyControl.Revisions;
using Platform.Testing;
using Platform.Tests.Identity;

namespace Platform.Tests.PolicyControl;

/// <summary>Which service enforced which revision, from when to when; and who does not come along.</summary>
[Trait("requirement", "PO-08")]
[Trait("requirement", "PO-09")]
public sealed class Activations : IAsyncLifetime
{
    private static readonly string Records = RunningIdentity.IdOf("records").ToString();
    private static readonly string Gateway = RunningIdentity.IdOf("gateway").ToString();
    private RunningIdentity identity = null!;
    private RunningControlPlane plane = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        plane = await RunningControlPlane.StartAsync(identity);
    }

    public async ValueTask DisposeAsync()
    {
        await plane.DisposeAsync();
        await identity.DisposeAsync();
    }

    private ActivationLog Log => plane.Services.GetRequiredService<ActivationLog>();

    [Fact]
    public async Task A_revision_is_enforced_from_the_first_poll_that_names_it_to_the_first_that_names_another_also_over_a_restart()
    {
        var first = plane.Publisher.Current!.Digest;
        var began = identity.Clock.GetUtcNow();
        await PollAsync("records", first);
        await PollAsync("gateway", first);
        identity.Clock.Advance(TimeSpan.FromMinutes(2));
        await PollAsync("records", first);
        var second = await ChangeAsync();
        var changed = identity.Clock.GetUtcNow();
        await PollAsync("records", second);
        Activation[] expected = [new(Records, first, began, changed), new(Gateway, first, began, null), new(Records, second, changed, null)];
        Assert.Equal(expected, Log.Activations);

        await plane.RestartAsync();

        Assert.Equal(expected, Log.Activations);
    }

    [Fact]
    public async Task A_digest_that_was_never_published_several_at_once_and_a_workload_that_pulls_no_policy_leave_no_trace()
    {
        await PollAsync("records", plane.Publisher.Current!.Digest, new string('0', 64));
        await PollAsync("records", new string('0', 64));
        await PollAsync("stranger", plane.Publisher.Current!.Digest);
        Assert.Empty(Log.Activations);

        // The control: the same calls, one right digest by one right workload.
        await PollAsync("records", plane.Publisher.Current!.Digest);
        Assert.Equal(Records, Assert.Single(Log.Activations).Service);
    }

    [Fact]
    public async Task A_service_that_names_an_old_revision_for_more_than_a_minute_is_named_and_one_that_comes_along_is_not()
    {
        var old = plane.Publisher.Current!.Digest;
        await PollAsync("records", old);
        await PollAsync("gateway", old);
        var newest = await ChangeAsync();
        await PollAsync("records", old);
        await PollAsync("gateway", old);
        await PollAsync("gateway", newest);
        identity.Clock.Advance(ActivationLog.SkewMax);
        await PollAsync("records", old);
        Assert.Empty(Log.Skewed);

        identity.Clock.Advance(TimeSpan.FromSeconds(1));
        await PollAsync("records", old);
        await PollAsync("gateway", newest);
        Assert.Equal([Records], Log.Skewed);

        await PollAsync("records", newest);
        Assert.Empty(Log.Skewed);
    }

    [Fact]
    public async Task A_torn_last_line_never_was_and_any_other_damage_stops_the_start()
    {
        await PollAsync("records", plane.Publisher.Current!.Digest);
        var file = plane.State("revisions/activations.jsonl");
        await plane.StopAsync();
        await File.AppendAllTextAsync(file, "{\"Service\":");
        await plane.StartAsync();
        Assert.Equal(Records, Assert.Single(Log.Activations).Service);

        await plane.StopAsync();
        await File.AppendAllTextAsync(file, "nothing\n");
        var refused = await Assert.ThrowsAsync<InvalidDataException>(plane.StartAsync);
        Assert.Contains("activations.jsonl: line 2", refused.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "");
        await plane.StartAsync();
    }

    private async Task<string> ChangeAsync()
    {
        plane.Edit("platform/represents/data.json", "\"RND\"", "\"RND\", \"RNE\"");
        Assert.True(await plane.Publisher.PublishAsync());
        return plane.Publisher.Current!.Digest;
    }

    private async Task PollAsync(string service, params string[] digests)
    {
        using var client = await plane.ClientAsync(service);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bundles/platform");
        request.Headers.TryAddWithoutValidation("If-None-Match", string.Join(", ", digests.Select(digest => $"\"{digest}\"")));
        using var answer = await client.SendAsync(request);
    }
}
