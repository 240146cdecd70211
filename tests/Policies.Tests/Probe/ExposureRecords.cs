using System.Net;
using Platform.Cli.Demo;
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
    private readonly Clock clock = new();

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

        var exposure = Assert.Single(Register.Exposures);
        Assert.Equal((Open, "anonymous"), (exposure.Operation, exposure.Identity));
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

    private ExposureRegister Register => new(state.Path, clock);

    private static DateTimeOffset? At(int minutes) => Noon.AddMinutes(minutes);

    private async Task<IReadOnlyList<Exposure>> ProbeAtAsync(int minutes, HttpStatusCode patients)
    {
        clock.Now = Noon.AddMinutes(minutes);
        using var client = new HttpMessageInvoker(new Answers(patients));
        return Register.Record(await AnonymousProbe.RunAsync(client, [Records], TestContext.Current.CancellationToken));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
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
