using System.Net;
using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.Cli.Probe;
using Platform.Testing;

namespace Platform.Policies.Tests.Probe;

[Trait("requirement", "DE-03")]
public sealed class ExposureRecords : IDisposable
{
    private const string Open = "records GET /patients/{id} on app";
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Inventory Records = new("records", "records", [new Inventory.Listener("app", "http://127.0.0.1:1")],
    [
        new Inventory.Route("GET", "/patients/{id}", "app", "policy", "records.patient.read"),
        new Inventory.Route("POST", "/notes", "app", "policy", "records.note.write"),
        new Inventory.Route("GET", "/health", "app", "public", null),
    ]);

    private readonly TemporaryDirectory state = new();
    private readonly ManualClock clock = new(Noon);

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_route_that_opens_has_one_record_with_its_intervals_and_closing_it_closes_the_record()
    {
        await ProbeAtAsync(0, HttpStatusCode.Unauthorized);
        Assert.Single(await ProbeAtAsync(15, HttpStatusCode.OK));
        Assert.Empty(await ProbeAtAsync(30, HttpStatusCode.OK));
        await ProbeAtAsync(45, HttpStatusCode.ServiceUnavailable);
        Assert.Null(Assert.Single(Register.Exposures).Closed);
        await ProbeAtAsync(60, HttpStatusCode.Unauthorized);

        Assert.Equal(At(60), Register.LastProbe);
        var exposure = Assert.Single(Register.Exposures);
        Assert.Equal((Open, "noToken"), (exposure.Operation, exposure.Identity));
        Assert.Equal((At(0), At(15), At(30), At(60)), (exposure.LastClosed, exposure.FirstSeen, exposure.LastSeen, exposure.Closed));
        Assert.Equal(5, File.ReadAllLines(Path.Combine(state.Path, "prober", "runs.jsonl")).Length);
    }

    [Fact]
    public async Task A_route_that_opens_again_has_a_second_record()
    {
        await ProbeAtAsync(0, HttpStatusCode.OK);
        await ProbeAtAsync(15, HttpStatusCode.Forbidden);
        await ProbeAtAsync(30, HttpStatusCode.OK);

        Assert.Equal([null, At(15)], Register.Exposures.Select(exposure => exposure.LastClosed));
    }

    [Fact]
    public async Task Refusals_and_errors_open_no_record()
    {
        await ProbeAtAsync(0, HttpStatusCode.Unauthorized);
        await ProbeAtAsync(15, HttpStatusCode.NotFound);

        Assert.Empty(Register.Exposures);
    }

    [Fact]
    public async Task A_register_that_was_damaged_is_told_by_name_and_kept()
    {
        await ProbeAtAsync(0, HttpStatusCode.OK);
        var file = state.Write("prober/exposures.json", "{\"exposures\":[");

        var refused = await Assert.ThrowsAsync<IOException>(() => ProbeAtAsync(15, HttpStatusCode.OK));

        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Equal("{\"exposures\":[", File.ReadAllText(file));
    }

    [Fact]
    public void Of_a_breach_the_worst_of_each_operation_and_identity_counts()
    {
        var calls = ProbedCall.Of([Verdict("noToken", Outcome.Refused), Verdict("noToken", Outcome.Leaked), Verdict("expired", Outcome.Failed), Verdict("expired", Outcome.Refused)]);

        Assert.Equal([new ProbedCall("records GET /patients/{id} on mesh", "noToken", "open"), new ProbedCall("records GET /patients/{id} on mesh", "expired", "unclear")], calls);

        static Verdict Verdict(string identity, Outcome outcome) => new(
            new Attempt("records GET /patients/{id}", "mesh", identity, [401], false, null, _ => throw new InvalidOperationException("judged already")), outcome, new Answer(200, "", false, null));
    }

    [Fact]
    public async Task A_watch_probes_at_once_and_every_period_until_there_is_nothing_more_to_look_at()
    {
        var probes = new List<DateTimeOffset>();
        var watch = ProbeWatch.RunAsync(TimeSpan.FromMinutes(15), _ =>
        {
            probes.Add(clock.GetUtcNow());
            return Task.FromResult(probes.Count < 3);
        }, clock, TestContext.Current.CancellationToken);

        Assert.Equal([At(0)], probes.Select(at => (DateTimeOffset?)at));
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Single(probes);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.True(() => probes.Count == 2, "the second probe was made");
        clock.Advance(TimeSpan.FromMinutes(15));
        await watch.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal([At(0), At(15), At(30)], probes.Select(at => (DateTimeOffset?)at));
    }

    private ExposureRegister Register => new(state.Path, clock);

    private static DateTimeOffset? At(int minutes) => Noon.AddMinutes(minutes);

    private async Task<IReadOnlyList<Exposure>> ProbeAtAsync(int minutes, HttpStatusCode patients)
    {
        clock.Advance(Noon.AddMinutes(minutes) - clock.GetUtcNow());
        using var client = new HttpMessageInvoker(new Answers(patients));
        var calls = await AnonymousProbe.RunAsync(client, [Records], TestContext.Current.CancellationToken);
        return await Register.RecordAsync(calls, TestContext.Current.CancellationToken);
    }

    private sealed class Answers(HttpStatusCode patients) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Null(request.Headers.Authorization);
            Assert.NotEqual("/health", request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(request.RequestUri.AbsolutePath.StartsWith("/patients/", StringComparison.Ordinal) ? patients : HttpStatusCode.Unauthorized));
        }
    }
}
