using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Rego.AspNetCore;
using Platform.Spool;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.DecisionLogs;

/// <summary>Logs the decisions of a process and ships them to where its policy comes from, or by a shipment of its own.</summary>
internal static class DecisionLogDefaults
{
    private const long BytesMax = 32 << 20;
    private const int SegmentBytes = 1 << 20;

    public static void AddDecisionLog(this WebApplicationBuilder builder, PlatformProcess process)
    {
        builder.Services.AddSingleton(services => DecisionLog.Open(
            new SpoolOptions { Directory = Path.Combine(process.StateDirectory, "decisions"), BytesMax = BytesMax, SegmentBytes = SegmentBytes },
            new Dictionary<string, string>
            {
                ["app"] = services.GetRequiredService<WorkloadIdentityOptions>().AppId,
                ["id"] = services.GetRequiredService<WorkloadIdentityOptions>().Id.ToString(),
            }));
        if (PolicyEndpoint.Of(builder.Configuration) is { } endpoint)
        {
            builder.Services.TryAddSingleton<DecisionShipment>(services => new PolicyControlShipment(
                endpoint,
                services.GetRequiredService<SvidSource>(),
                services.GetRequiredService<SvidValidation>(),
                services.GetRequiredService<WorkloadIdentityOptions>()));
        }

        builder.Services.AddSingleton<DecisionShipping>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DecisionShipping>());
    }
}
