using System.Diagnostics;
using Platform.Dashboard.Spans;

namespace Platform.Tests.Dashboard;

/// <summary>How long pages take when the store is full. A measurement that is printed, run by name; a slow machine is no defect.</summary>
public sealed class RenderTimes(RunningDashboard dashboard, ITestOutputHelper output) : IClassFixture<RunningDashboard>
{
    private const int SpansOfATrace = 12;
    private static readonly string[] Services = ["gateway", "gateway-dapr", "records-dapr", "records"];

    [Fact(Explicit = true)]
    public async Task Of_each_page_with_a_hundred_thousand_spans_stored()
    {
        dashboard.Spans.Add(Enumerable.Range(0, 100_000).Select(Span));
        using var browser = await dashboard.SignedInAsync("operator");

        foreach (var path in new[] { "/traces", "/traces?only=denied", "/traces/00000000000000000000000000001f41", "/topology", "/resources" })
        {
            var taken = new List<double>();
            for (var round = 0; round < 11; round++)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await browser.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                taken.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            taken.RemoveAt(0);
            output.WriteLine(FormattableString.Invariant($"{path}: median {taken.Order().ElementAt(5):0.0} ms, most {taken.Max():0.0} ms, {dashboard.Spans.Counts.Spans} spans"));
        }
    }

    private static Span Span(int number)
    {
        var (trace, place) = ((ulong)(number / SpansOfATrace), number % SpansOfATrace);
        var start = (trace * 1_000_000) + (ulong)place;
        KeyValuePair<string, string>[] attributes = place == 6
            ? [new("policy.action", "records.patient.read"), new("policy.result", trace % 3 == 0 ? "deny" : "permit")]
            : [new("http.route", "/patients/{id}"), new("http.response.status_code", "200")];
        return new(trace + 1, (ulong)place + 1, (ulong)place, Services[place * Services.Length / SpansOfATrace], place == 6 ? "policy.decide" : "GET /patients/{id}", 2, start, start + 1000, false, attributes);
    }
}
