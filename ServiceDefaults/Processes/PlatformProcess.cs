using Microsoft.Extensions.Configuration;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Who this process is and where its state lies.</summary>
/// <param name="AppId">For example <c>records</c>.</param>
/// <param name="Name">For example <c>records</c>, or <c>records-dapr</c> for its sidecar.</param>
/// <param name="StateDirectory"><c>$PLATFORM_STATE/&lt;Name&gt;</c>, readable by its owner only.</param>
/// <param name="Development">Whether the development profile is on; production rules are the default.</param>
public sealed record PlatformProcess(string AppId, string Name, string StateDirectory, bool Development)
{
    /// <summary>Reads the settings and creates the state folder.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or not known.</exception>
    public static PlatformProcess Read(IConfiguration configuration)
    {
        var appId = Required(configuration, "Platform:AppId");
        var name = configuration["Platform:Process"] ?? appId;
        var state = Path.Combine(Required(configuration, "PLATFORM_STATE"), name);
        var development = (configuration["Platform:Profile"] ?? "Production") switch
        {
            "Production" => false,
            "Development" => true,
            var profile => throw new InvalidOperationException($"Platform:Profile is '{profile}'; known are Production and Development"),
        };
        PrivateFile.CreateDirectory(state);
        return new(appId, name, state, development);
    }

    private static string Required(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"the setting {key.Replace(":", "__", StringComparison.Ordinal)} is missing");
}
