using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Platform.Rego.AspNetCore;

/// <summary>Lets a program decide by policies that came with it, without a control plane.</summary>
public static class PolicyFolderRegistration
{
    /// <summary>
    /// Reads the folder once, at start; a program whose policies cannot be used does not start. The folder has <c>*.rego</c> with the rule
    /// <c>data.platform.decision</c>, and <c>platform/reasons/data.json</c> and <c>platform/purposes/data.json</c>.
    /// </summary>
    /// <param name="services">The service collection, with policy enforcement already added.</param>
    /// <param name="folder">The folder; tests in it (<c>*_test.rego</c>) are left out.</param>
    /// <param name="decisionEndpoint">An OPA server with the same policies, asked in place of the engine in this process: https, or http on this machine. Default none.</param>
    /// <param name="decisionTimeout">How long a decision may take; then there is none, and the answer is 503. Default 2 seconds.</param>
    /// <exception cref="ArgumentException">The address is neither https nor of this machine.</exception>
    public static IServiceCollection AddPolicyFolder(this IServiceCollection services, string folder, Uri? decisionEndpoint = null, TimeSpan? decisionTimeout = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        // What is asked says who wants what, and an answer can be forged: neither may cross a network in the clear.
        if (decisionEndpoint is { } address && address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            throw new ArgumentException($"{address} is neither an https address nor an http address of this machine", nameof(decisionEndpoint));
        var timeout = decisionTimeout ?? TimeSpan.FromSeconds(2);
        services.AddSingleton<PolicyCompilation>(_ => decisionEndpoint is { } endpoint
            ? new OpaCompilation(endpoint, new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }), timeout).Compile
            : new RegoCompilation(timeout).Compile);
        // Nobody confirms these policies from time to time, so they do not grow old.
        services.Replace(ServiceDescriptor.Singleton(provider => new PolicySource(provider.GetRequiredService<TimeProvider>()) { Grace = TimeSpan.MaxValue }));
        services.AddSingleton<IHostedService>(provider => new Activation(folder, provider.GetRequiredService<PolicyCompilation>(), provider.GetRequiredService<PolicySource>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private sealed class Activation(string folder, PolicyCompilation compile, PolicySource source, TimeProvider clock) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            source.Activate(PolicyFolder.Read(folder, compile), clock.GetUtcNow());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
