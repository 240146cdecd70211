using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>Traces, metrics and logs from the sources built into .NET, to an OTLP endpoint, to the dashboard, to a file, or to all of them.</summary>
internal static class TelemetryDefaults
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql", DecisionPoint.ActivitySourceName, "Platform.Messaging"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "MassTransit", "Platform",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, PlatformProcess process, ServiceDefaultsOptions options)
    {
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var propagator = new TraceContextPropagator(options.ContinuesTraces);
        DistributedContextPropagator.Current = propagator;
        // The server's own was taken when the builder was made.
        builder.Services.Replace(ServiceDescriptor.Singleton<DistributedContextPropagator>(propagator));

        var endpoint = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        var file = builder.Configuration["Telemetry:File"];
        var dashboard = builder.Configuration["Telemetry:Dashboard"];
        SetDefault(builder.Configuration, "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        SetDefault(builder.Configuration, "OTEL_EXPORTER_OTLP_TIMEOUT", "1000");
        SetDefault(builder.Configuration, "OTEL_SERVICE_NAME", process.Name);

        var telemetry = new TelemetryBuilder(builder.Services);
        telemetry.WithTracing(tracing =>
        {
            tracing.AddSource(Sources).AddSource($"Platform.{process.AppId}").SetSampler(new ProbeSampler()).AddProcessor(new AddressRedaction());
            if (!string.IsNullOrEmpty(dashboard))
            {
                tracing.AddProcessor(services => new BatchActivityExportProcessor(
                    DashboardSpans.Exporter(new Uri(dashboard), services), scheduledDelayMilliseconds: 500));
            }

            if (!string.IsNullOrEmpty(file))
            {
                tracing.AddProcessor(services => new BatchActivityExportProcessor(
                    new FileSpanExporter(file, services.GetRequiredService<ILogger<FileSpanExporter>>()), scheduledDelayMilliseconds: 500));
            }
        });
        telemetry.WithMetrics(metrics => metrics.AddMeter(Meters));
        if (!string.IsNullOrEmpty(endpoint))
        {
            builder.Logging.AddOpenTelemetry(logs => logs.IncludeFormattedMessage = true);
            telemetry.UseOtlpExporter();
        }

        builder.Services.AddHostedService<TelemetryProviders>();
    }

    private static void SetDefault(ConfigurationManager configuration, string key, string value)
    {
        if (string.IsNullOrEmpty(configuration[key]))
        {
            configuration[key] = value;
        }
    }
}
