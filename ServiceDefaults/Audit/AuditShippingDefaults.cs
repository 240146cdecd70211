using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Audit;

/// <summary>Ships the audit of a process that was told where the ledger is, or that brought a shipment of its own.</summary>
internal static class AuditShippingDefaults
{
    public static void AddAuditShipping(this WebApplicationBuilder builder)
    {
        if (LedgerEndpoint.Of(builder.Configuration) is { } endpoint)
        {
            builder.Services.TryAddSingleton<AuditShipment>(services => new LedgerShipment(
                endpoint,
                services.GetRequiredService<SvidSource>(),
                services.GetRequiredService<SvidValidation>(),
                services.GetRequiredService<WorkloadIdentityOptions>()));
        }

        builder.Services.AddSingleton<AuditShipping>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AuditShipping>());
    }
}
