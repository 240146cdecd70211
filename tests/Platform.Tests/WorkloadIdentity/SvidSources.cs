using Platform.Testing;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.WorkloadIdentity;

public sealed class SvidSources : IAsyncLifetime
{
    private RunningIdentity _identity = null!;

    public async ValueTask InitializeAsync() => _identity = await RunningIdentity.StartAsync();

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task Renew_at_half_life_with_a_new_key()
    {
        var workload = await _identity.WorkloadAsync("records");
        var first = workload.Svids.Current;

        _identity.Clock.Advance(TimeSpan.FromMinutes(31));

        await Eventually.True(() => workload.Svids.Current.KeyThumbprint != first.KeyThumbprint, "the SVID is renewed");
        Assert.True(workload.Svids.Current.NotAfter > first.NotAfter);
    }

    [Fact]
    public async Task Reuse_the_kept_svid_after_a_restart_without_a_new_proof()
    {
        var workload = await _identity.WorkloadAsync("records");
        var thumbprint = workload.Svids.Current.KeyThumbprint;
        var options = workload.Get<WorkloadIdentityOptions>();
        await workload.DisposeAsync();
        File.Delete(workload.Settings["Identity:ProofFile"]!);

        var restarted = Restart(options);
        await restarted.StartAsync(CancellationToken.None);
        await restarted.ReadyAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(thumbprint, restarted.Current.KeyThumbprint);
        await restarted.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Hold_nothing_when_the_proof_is_for_another_workload()
    {
        using var state = new TemporaryDirectory();
        await using var impostor = new Workload(_identity, "gateway", state);
        File.WriteAllText(impostor.Settings["Identity:ProofFile"]!, _identity.Proof("records"));

        await Assert.ThrowsAsync<InvalidDataException>(() => impostor.Svids.RenewAsync());

        Assert.False(impostor.Svids.IsReady);
        Assert.Throws<SvidUnavailableException>(() => impostor.Svids.Current);
    }

    [Fact]
    public async Task Hold_nothing_once_the_svid_expired()
    {
        using var state = new TemporaryDirectory();
        await using var workload = new Workload(_identity, "records", state);
        await workload.Svids.RenewAsync();
        Assert.True(workload.Svids.IsReady);

        _identity.Clock.Jump(TimeSpan.FromHours(2));

        Assert.False(workload.Svids.IsReady);
    }

    private SvidSource Restart(WorkloadIdentityOptions options) =>
        new(options, new NeverIssues(_identity), _identity.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<SvidSource>.Instance);

    private sealed class NeverIssues(RunningIdentity identity) : SvidIssuer
    {
        public override TrustBundle TrustBundle => identity.Bundle;

        public override Task<IssuedSvid> IssueAsync(string signingRequest, Svid? current, CancellationToken cancellationToken) =>
            throw new SvidUnavailableException("nothing is issued here");

        public override Task<IssuedSvid> IssueServerCertificateAsync(string signingRequest, Svid current, CancellationToken cancellationToken) =>
            throw new SvidUnavailableException("nothing is issued here");
    }
}
