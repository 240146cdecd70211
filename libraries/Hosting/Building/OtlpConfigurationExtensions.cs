using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Telling processes where their telemetry goes.</summary>
public static class OtlpConfigurationExtensions
{
    private const string GrpcUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string HttpUrl = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    private const string StandardUrl = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Names the process to OpenTelemetry and, if an endpoint is configured, says where it is. Projects have this already.</summary>
    /// <remarks>
    /// The endpoint is looked for in <c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c> (gRPC), <c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c>, then the
    /// standard <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, which processes inherit as it is. There is no endpoint by default, since this orchestrator
    /// has no dashboard of its own.
    /// </remarks>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
        => builder.WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            var configuration = builder.ApplicationBuilder.Configuration;
            variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
            if (context.ExecutionContext.IsPublishMode)
            {
                return;
            }

            variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
            if (configuration[GrpcUrl] is { Length: > 0 } grpc)
            {
                variables[StandardUrl] = grpc;
                variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            }
            else if (configuration[HttpUrl] is { Length: > 0 } http)
            {
                variables[StandardUrl] = http;
                variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            }

            if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
            {
                variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
            }
        });
}
