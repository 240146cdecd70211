using Platform.WorkloadIdentity;

namespace Platform.Identity.SignIn;

/// <summary>The compiled-in clients: the gateway and the dashboard for browsers, the command line for scripts.</summary>
public sealed class RegisteredClients
{
    /// <summary>The path that a browser returns to.</summary>
    public const string GatewayCallbackPath = "/sign-in/callback";

    /// <summary>Where the command line is sent. It reads the address from the redirect and nobody listens there.</summary>
    public const string CliCallback = "http://127.0.0.1/cli/callback";

    private readonly WorkloadIdentityOptions _options;
    private readonly RegisteredClient[] _clients;

    /// <summary>With `Identity:GatewayCallback` the gateway's address is exact; otherwise any https port of localhost with the callback's path; the same with `Identity:DashboardCallback`.</summary>
    public RegisteredClients(WorkloadIdentityOptions options, IConfiguration configuration)
    {
        _options = options;
        _clients =
        [
            new("gateway", false, Callback(configuration["Identity:GatewayCallback"])),
            new("dashboard", false, Callback(configuration["Identity:DashboardCallback"]), Audience: "dashboard"),
            new("cli", true, uri => uri == CliCallback),
        ];
    }

    /// <summary>The client with this id, or null.</summary>
    public RegisteredClient? Find(string? clientId) => _clients.FirstOrDefault(client => client.Id == clientId);

    /// <summary>The client that this workload is, or null.</summary>
    public RegisteredClient? Of(SpiffeId caller) => _clients.FirstOrDefault(client => _options.IdOf(client.Id) == caller);

    private static Func<string, bool> Callback(string? exact) => uri => exact is null ? IsLocal(uri) : uri == exact;

    private static bool IsLocal(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host == "localhost"
        && text == $"https://localhost:{uri.Port}{GatewayCallbackPath}";
}
