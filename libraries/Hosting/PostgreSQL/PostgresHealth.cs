using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.PostgreSQL;

/// <summary>Healthy when the server takes connections. Its own leaf is shown as the client's certificate, and is the only one taken from the server.</summary>
internal sealed class PostgresHealth(PostgresServerResource server) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!server.PrimaryEndpoint.IsAllocated || server.SettingsFolder is not { } settings)
            return HealthCheckResult.Unhealthy("no address yet");
        try
        {
            using var leaf = X509Certificate2.CreateFromPemFile(Path.Combine(settings, "server.pem"), Path.Combine(settings, "server.key"));
            var probe = new PostgresProbe(server.PrimaryEndpoint.Host, server.PrimaryEndpoint.Port,
                () => leaf, presented => presented.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span));
            return await probe.AnswersAsync(cancellationToken).ConfigureAwait(false)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("it does not take connections");
        }
        catch (Exception missing) when (missing is IOException or CryptographicException)
        {
            return HealthCheckResult.Unhealthy($"its certificate cannot be read: {missing.Message}");
        }
    }
}
