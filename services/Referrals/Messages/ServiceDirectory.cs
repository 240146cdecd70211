using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Platform.Referrals.Messages;

/// <summary>Which organisation offers the services that referrals may be addressed to. A receiver is never taken from a message.</summary>
public sealed class ServiceDirectory
{
    private readonly FrozenDictionary<string, string> providers;

    public ServiceDirectory(IOptions<ServiceDirectoryOptions> options) => providers = options.Value.Services.ToFrozenDictionary();

    /// <summary>ODS code of the provider, or null for a service that is not offered here.</summary>
    public string? ProviderOf(string service) => providers.GetValueOrDefault(service);
}
