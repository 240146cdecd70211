using Platform.Identity.Certificates;
using Platform.Identity.Revocations;
using Platform.Identity.SignIn;
using Platform.Identity.Tokens;
using Platform.WorkloadIdentity;

namespace Platform.Identity;

/// <summary>What Identity is made of. Registered before the workload identity of every process, so that its own comes from its own authority.</summary>
public static class IdentityRegistration
{
    /// <summary>Adds the authority, the token issuer and the development sign-in.</summary>
    /// <exception cref="InvalidOperationException">A required setting is missing.</exception>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(ProofKey.FromConfiguration(configuration));
        services.AddSingleton(provider => CertificateAuthority.Open(
            provider.GetRequiredService<WorkloadIdentityOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UsedProofs>();
        services.AddSingleton<SvidIssuer, LocalSvidIssuer>();

        services.AddSingleton(provider => TokenSigningKey.Open(provider.GetRequiredService<WorkloadIdentityOptions>()));
        services.AddSingleton<SigningKeySource, LocalSigningKeySource>();
        services.AddSingleton<RevocationRegister>();
        services.AddSingleton<RevocationSource, LocalRevocationSource>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<AuthorizationCodeGrant>();
        services.AddSingleton<TokenExchangeGrant>();
        services.AddSingleton<ClientCredentialsGrant>();

        services.AddSingleton<RegisteredClients>();
        services.AddSingleton<AuthorizationCodes>();
        return services;
    }
}
