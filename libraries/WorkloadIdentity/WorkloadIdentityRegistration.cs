using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.WorkloadIdentity;

/// <summary>Registers this process's identity, its tokens and the validation of others' tokens.</summary>
public static class WorkloadIdentityRegistration
{
    /// <summary>
    /// Adds <see cref="SvidSource"/>, <see cref="SvidValidation"/>, <see cref="SigningKeySet"/>, <see cref="RevocationList"/>, <see cref="TokenClient"/>,
    /// <see cref="ProofOfPossession"/> and <see cref="AccessTokenValidator"/>. What was registered before (a clock, an issuer) stays.
    /// </summary>
    /// <exception cref="InvalidOperationException">A required setting is missing.</exception>
    public static IServiceCollection AddWorkloadIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(WorkloadIdentityOptions.FromConfiguration(configuration));
        services.TryAddSingleton<SvidIssuer, RemoteSvidIssuer>();
        services.TryAddSingleton<SvidSource>();
        services.AddHostedService(provider => provider.GetRequiredService<SvidSource>());
        services.TryAddSingleton(provider =>
        {
            var source = provider.GetRequiredService<SvidSource>();
            // Asked for late: the list is itself fetched over connections that this validates.
            return new SvidValidation(
                () => source.TrustBundle, source.Id.TrustDomain, provider.GetRequiredService<TimeProvider>(), () => provider.GetRequiredService<RevocationList>().Current);
        });
        services.TryAddSingleton<BrowserCertificate>();
        services.TryAddSingleton<SigningKeySource, RemoteSigningKeySource>();
        services.TryAddSingleton<SigningKeySet>();
        services.AddHostedService(provider => provider.GetRequiredService<SigningKeySet>());
        services.TryAddSingleton<RevocationSource, RemoteRevocationSource>();
        services.TryAddSingleton<RevocationList>();
        services.AddHostedService(provider => provider.GetRequiredService<RevocationList>());
        services.TryAddSingleton<TokenClient>();
        services.TryAddSingleton<ProofOfPossession>();
        services.TryAddSingleton<ReplayCache>();
        services.TryAddSingleton<AccessTokenReader>();
        services.TryAddSingleton<KeyProofValidator>();
        services.TryAddSingleton<AccessTokenValidator>();
        return services;
    }
}
