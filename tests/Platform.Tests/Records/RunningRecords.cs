using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;
using Platform.Tests.Domain;
using RecordsAddressCheck = Platform.Records.NhsNumberInAddress;

namespace Platform.Tests.Records;

/// <summary>Records alone, seeded.</summary>
public class RunningRecords : IAsyncLifetime
{
    internal DomainService Service { get; } = new();

    public virtual async ValueTask InitializeAsync() => await Service.StartAsync(
        "records",
        builder => builder.AddRecords(),
        app =>
        {
            app.UseMiddleware<RecordsAddressCheck>();
            app.UseRouting();
            app.UsePolicyEnforcement();
            app.MapRecords();
        });

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A look into the database beside the service.</summary>
    internal async Task<T> LookAsync<T>(Func<RecordsDb, Task<T>> look)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<RecordsDb>());
    }
}
