using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults.Audit;

/// <summary>Where the ledger's control API is.</summary>
public static class LedgerEndpoint
{
    /// <summary>The setting <c>Ledger:Endpoint</c>, or null where a process was not told.</summary>
    /// <exception cref="InvalidOperationException">It is not an https URL.</exception>
    public static Uri? Of(IConfiguration configuration) => configuration["Ledger:Endpoint"] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps => uri,
        _ => throw new InvalidOperationException("the setting Ledger__Endpoint is not an https URL"),
    };
}
