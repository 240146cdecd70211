using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Rego.AspNetCore;

/// <summary>Lets a process pull its policy.</summary>
public static class BundleAgentRegistration
{
    /// <summary>Registers the agent. Until it has activated a verified bundle the process is not ready and denies.</summary>
    /// <param name="services">The service collection, with policy enforcement already added.</param>
    /// <param name="options">Where from.</param>
    /// <param name="handler">Reaches the control plane: by mutual TLS, and nobody else.</param>
    public static IServiceCollection AddBundleAgent(
        this IServiceCollection services, BundleAgentOptions options, Func<IServiceProvider, HttpMessageHandler> handler)
    {
        services.AddSingleton(options);
        services.AddSingleton<PolicyCompilation>(_ => options.DecisionEndpoint is { } endpoint
            ? new OpaCompilation(endpoint, new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }), options.DecisionTimeout).Compile
            : new RegoCompilation(options.DecisionTimeout).Compile);
        services.AddSingleton<BundleActivation>();
        services.AddSingleton<IHostedService>(provider => new BundleAgent(
            options,
            provider.GetRequiredService<BundleActivation>(),
            provider.GetRequiredService<PolicySource>(),
            new HttpMessageInvoker(handler(provider)),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BundleAgent>>()));
        return services;
    }
}
