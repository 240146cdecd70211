using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults;

/// <summary>
/// Settings by which a process would listen, ask or sign in without protection. Under production rules it does not start with any of them; all are named at
/// once, with what is wrong and never with their value. What only one part understands (bundles, access control, mail) that part refuses itself.
/// </summary>
internal static class InsecureSettings
{
    private const int SecretLengthMin = 16;
    private static readonly string[] Secrets = ["APP_API_TOKEN", "DAPR_API_TOKEN"];
    private static readonly string[] Encrypted = ["Identity:Endpoint", "Identity:BootstrapEndpoint", "Telemetry:Dashboard"];
    private static readonly string[] EncryptedAbroad = ["OTEL_EXPORTER_OTLP_ENDPOINT"];
    private static readonly string[] WellKnown = ["", "guest", "admin", "administrator", "password", "postgres", "rabbitmq", "root", "secret", "changeme", "test", "dev"];

    /// <summary>Refuses the start.</summary>
    /// <exception cref="InvalidOperationException">One is insecure; the message names each.</exception>
    public static void Refuse(IConfiguration configuration, IHostEnvironment environment, PlatformProcess process)
    {
        if (process.Development)
        {
            return;
        }

        var found = Faults(configuration, environment).ToList();
        if (found.Count > 0)
        {
            throw new InvalidOperationException($"{process.Name} does not start with insecure settings: {string.Join("; ", found)}");
        }
    }

    private static IEnumerable<string> Faults(IConfiguration configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            yield return "DOTNET_ENVIRONMENT would tell callers of failures; the profile is Platform__Profile";
        }

        foreach (var name in Secrets.Where(name => configuration[name] is { Length: > 0 and < SecretLengthMin }))
        {
            yield return $"{name} is shorter than {SecretLengthMin} characters";
        }

        foreach (var name in Encrypted.Where(name => IsPlain(configuration[name], abroad: false)))
        {
            yield return $"{Shown(name)} is not https";
        }

        foreach (var name in EncryptedAbroad.Where(name => IsPlain(configuration[name], abroad: true)))
        {
            yield return $"{Shown(name)} is not https and leaves this machine";
        }

        foreach (var entry in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            yield return $"Kestrel__Endpoints__{entry.Key} opens a listener that is not in the section Listen";
        }

        foreach (var connection in configuration.GetSection("ConnectionStrings").GetChildren())
        {
            if (FaultOf(connection.Value ?? "") is { } fault)
            {
                yield return $"ConnectionStrings__{connection.Key} {fault}";
            }
        }
    }

    private static string? FaultOf(string connection)
    {
        if (Uri.TryCreate(connection, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("amqp", StringComparison.Ordinal))
        {
            return uri.Scheme != "amqps" ? "is not amqps"
                : uri.UserInfo.Split(':') is [var user, var password] && IsGuessable(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password)) ? "has a password that anybody would try"
                : null;
        }

        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            return !parts.TryGetValue("Host", out var host) ? null
                : parts.TryGetValue("Trust Server Certificate", out var trust) && bool.TryParse((string)trust, out var blindly) && blindly ? "trusts any server"
                : parts.TryGetValue("SSL Mode", out var mode) && (string)mode is "Disable" or "Allow" or "Prefer" && IsAbroad((string)host) ? "goes over the network without TLS"
                : parts.TryGetValue("Password", out var password) && IsGuessable(parts.TryGetValue("Username", out var user) ? (string)user : "", (string)password)
                    ? "has a password that anybody would try"
                : null;
        }
        catch (ArgumentException)
        {
            // No connection string that is made of parts: whoever opens it says what is wrong with it.
            return null;
        }
    }

    private static bool IsGuessable(string user, string password) =>
        WellKnown.Contains(password, StringComparer.OrdinalIgnoreCase) || string.Equals(user, password, StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(string? address, bool abroad) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && (!abroad || !uri.IsLoopback);

    private static bool IsAbroad(string host) => host is not ("localhost" or "127.0.0.1" or "::1") && !host.StartsWith('/');

    private static string Shown(string name) => name.Replace(":", "__", StringComparison.Ordinal);
}
