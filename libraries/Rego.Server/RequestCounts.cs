using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Platform.Rego.Server;

/// <summary><c>/metrics</c>: requests and their time by handler, method and status, in Prometheus' text format, under OPA's name.</summary>
internal sealed class RequestCounts
{
    private const string Name = "http_request_duration_seconds";

    private readonly ConcurrentDictionary<(string Handler, string Method, int Code), (long Count, double Seconds)> _counts = new();

    public void Add(string handler, string method, int code, TimeSpan took) =>
        _counts.AddOrUpdate((handler, method, code), (1, took.TotalSeconds), (_, sum) => (sum.Count + 1, sum.Seconds + took.TotalSeconds));

    public async Task AnswerAsync(HttpContext http)
    {
        var text = new StringBuilder($"# HELP {Name} A summary of the duration of requests.\n# TYPE {Name} summary\n");
        foreach (var ((handler, method, code), (count, seconds)) in _counts.OrderBy(entry => entry.Key))
        {
            var labels = $"{{code=\"{code}\",handler=\"{handler}\",method=\"{method}\"}}";
            text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{labels} {seconds}\n{Name}_count{labels} {count}\n");
        }

        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
    }
}
