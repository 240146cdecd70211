using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Spans to the platform's own dashboard: OTLP over mutual TLS with this process's SVID, to the dashboard's and to nobody else.</summary>
internal static class DashboardSpans
{
    // One second: at the end of a process nobody waits longer for a dashboard that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static BaseExporter<Activity> Exporter(Uri dashboard, IServiceProvider services) => new OtlpTraceExporter(new OtlpExporterOptions
    {
        Protocol = OtlpExportProtocol.HttpProtobuf,
        Endpoint = new Uri(dashboard, "/v1/traces"),
        TimeoutMilliseconds = (int)Patience.TotalMilliseconds,
        HttpClientFactory = () => new HttpClient(new PeerHandler(
            services.GetRequiredService<SvidSource>(),
            services.GetRequiredService<SvidValidation>(),
            services.GetRequiredService<WorkloadIdentityOptions>().IdOf("dashboard"))) { Timeout = Patience },
    });
}
