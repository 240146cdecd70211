namespace Platform.Sidecar.Settings;

/// <summary>The token that the sidecar presents to its app. The one that the app presents to the sidecar is checked by the listener itself.</summary>
public sealed record SidecarTokens(string App)
{
    /// <summary>Reads `APP_API_TOKEN`, and insists on `DAPR_API_TOKEN`.</summary>
    /// <exception cref="SidecarSettingException">One is missing: without tokens anything on this machine could speak.</exception>
    public static SidecarTokens FromConfiguration(IConfiguration configuration)
    {
        Required(configuration, "DAPR_API_TOKEN");
        return new SidecarTokens(Required(configuration, "APP_API_TOKEN"));
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(SidecarTokens);

    private static string Required(IConfiguration configuration, string name) =>
        configuration[name] is { Length: >= 16 } value ? value : throw new SidecarSettingException($"`{name}` is missing or shorter than 16 characters");
}
