using Microsoft.Extensions.DependencyInjection;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

/// <summary>A process has joined the platform when it can prove who it is and judge who others are; until then it answers 503.</summary>
internal static class Membership
{
    public static async Task JoinedAsync(this IServiceProvider services)
    {
        var patience = TimeSpan.FromSeconds(30);
        await services.GetRequiredService<SvidSource>().ReadyAsync().WaitAsync(patience);
        await services.GetRequiredService<SigningKeySet>().LoadedAsync().WaitAsync(patience);
        await services.GetRequiredService<RevocationList>().LoadedAsync().WaitAsync(patience);
    }
}
