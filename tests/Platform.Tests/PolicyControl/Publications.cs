using System.Net;
using Platform.PolicyControl.Publishing;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.Testing;
using Platform.Tests.Identity;

namespace Platform.Tests.PolicyControl;

public sealed class Publications : IAsyncLifetime
{
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

    [Fact]
    public async Task The_first_revision_is_served_signed_and_decides()
    {
        using var client = await plane.ClientAsync("records");
        var answer = await client.GetAsync("/bundles/platform");
        var archive = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("application/vnd.openpolicyagent.bundles", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"\"{Bundle.DigestOf(archive)}\"", answer.Headers.ETag!.Tag);
        var bundle = BundleArchive.Read(archive);
        new BundleVerifier(BundleKeys.Parse(await File.ReadAllTextAsync(plane.KeysFile)), "platform").Verify(bundle);
        Assert.Equal(("first", 1L), (plane.Publisher.Current!.Cause, bundle.Manifest.Sequence));
        Assert.True(plane.Publisher.Current.Tests > 100, "the tests of the policies ran");
        Assert.DoesNotContain(bundle.Files.Keys, name => name.EndsWith("_test.rego", StringComparison.Ordinal));
        Assert.Contains("\"allow\":false", new RegoCompilation(TimeSpan.FromSeconds(10)).Compile(bundle)("""{"action":"records.note.shred"}"""u8));
    }

    [Fact]
    public async Task A_failing_test_and_an_error_stop_the_publication_and_the_old_revision_stays()
    {
        var before = plane.Publisher.Current;
        plane.Edit("platform/roles/data.json", "\"records.note.read\",", "");
        var failing = await Assert.ThrowsAsync<PublicationRefusedException>(() => plane.Publisher.PublishAsync());
        Assert.Contains("tests fail", failing.Message);
        plane.Edit("decision.rego", "package platform", "package platform\n\nbroken := undefined_thing\n");
        var error = await Assert.ThrowsAsync<PublicationRefusedException>(() => plane.Publisher.PublishAsync());
        Assert.Contains("decision.rego", error.Message);
        Assert.Same(before, plane.Publisher.Current);
    }

    [Fact]
    public async Task A_change_gets_a_higher_sequence_also_over_a_restart_and_every_revision_is_kept()
    {
        var first = plane.Publisher.Current!;
        plane.Edit("platform/represents/data.json", "\"RND\"", "\"RND\", \"RNE\"");
        Assert.True(await plane.Publisher.PublishAsync());
        await plane.RestartAsync();
        await Eventually.True(() => plane.Publisher.Current is not null, "the log is read");
        Assert.False(await plane.Publisher.PublishAsync(), "nothing has changed");
        Assert.Equal((2L, "change"), (plane.Publisher.Current!.Sequence, plane.Publisher.Current.Cause));
        using var client = await plane.ClientAsync("records");
        var archive = await client.GetByteArrayAsync($"/bundles/platform/{first.Digest}");
        Assert.Equal(first.Digest, Bundle.DigestOf(archive));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/bundles/platform/{new string('0', 64)}")).StatusCode);
    }

    [Fact]
    public async Task A_poll_waits_and_answers_when_there_is_something_new()
    {
        using var client = await plane.ClientAsync("records");
        var tag = $"\"{plane.Publisher.Current!.Digest}\"";
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(Poll(tag))).StatusCode);
        var waiting = client.SendAsync(Poll(tag, wait: 50));
        plane.Edit("platform/represents/data.json", "\"RND\"", "\"RND\", \"RNF\"");
        await plane.Publisher.PublishAsync();
        var answer = await waiting;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, BundleArchive.Read(await answer.Content.ReadAsByteArrayAsync()).Manifest.Sequence);
    }

    [Fact]
    public async Task A_workload_that_pulls_no_policy_gets_none()
    {
        using var client = await plane.ClientAsync("stranger");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/bundles/platform")).StatusCode);
    }

    private static HttpRequestMessage Poll(string tag, int wait = 0)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/bundles/platform");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        request.Headers.TryAddWithoutValidation("Prefer", $"modes=snapshot;wait={wait}");
        return request;
    }
}
