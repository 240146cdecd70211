using System.Globalization;
using System.Net;

namespace Platform.Sidecar.Settings;

/// <summary>The flags of `daprd` that this sidecar takes, with daprd's names. What it cannot honour it refuses instead of ignoring.</summary>
public sealed record SidecarFlags
{
    private static readonly string[] s_valued =
    [
        "app-id", "app-port", "app-protocol", "dapr-http-port", "dapr-internal-grpc-port", "dapr-internal-grpc-listen-address",
        "dapr-listen-addresses", "resources-path", "config", "log-level",
    ];

    private static readonly string[] s_switches = ["enable-mtls"];

    /// <summary>`--app-id`: whose sidecar this is.</summary>
    public required string AppId { get; init; }

    /// <summary>`--app-port`: where the app listens; null when it only calls.</summary>
    public int? AppPort { get; init; }

    /// <summary>`--dapr-http-port`: the API for the app.</summary>
    public required int ApiPort { get; init; }

    /// <summary>`--dapr-internal-grpc-port`: the listener for other sidecars.</summary>
    public required int MeshPort { get; init; }

    /// <summary>`--dapr-internal-grpc-listen-address`: where that listener can be reached; default this machine alone.</summary>
    public IPAddress MeshAddress { get; init; } = IPAddress.Loopback;

    /// <summary>`--config`: the file with the access control.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>Reads the command line, `--flag value` or `--flag=value`.</summary>
    /// <exception cref="SidecarSettingException">A flag is unknown, missing, repeated, or asks for something insecure.</exception>
    public static SidecarFlags Parse(IReadOnlyList<string> args)
    {
        var given = Split(args);
        if (!given.ContainsKey("enable-mtls"))
        {
            throw new SidecarSettingException("`--enable-mtls` is missing: sidecars speak mutual TLS only");
        }

        if (given.GetValueOrDefault("dapr-listen-addresses", "127.0.0.1") is not ("127.0.0.1" or "localhost"))
        {
            throw new SidecarSettingException("`--dapr-listen-addresses` must be 127.0.0.1: the API is for the app on this machine only");
        }

        if (given.GetValueOrDefault("app-protocol", "http") != "http")
        {
            throw new SidecarSettingException("`--app-protocol` must be http: no other is implemented");
        }

        return new SidecarFlags
        {
            AppId = Required(given, "app-id"),
            AppPort = given.ContainsKey("app-port") ? Port(given, "app-port") : null,
            ApiPort = Port(given, "dapr-http-port"),
            MeshPort = Port(given, "dapr-internal-grpc-port"),
            MeshAddress = given.ContainsKey("dapr-internal-grpc-listen-address") ? Address(given, "dapr-internal-grpc-listen-address") : IPAddress.Loopback,
            ConfigFile = Required(given, "config"),
        };
    }

    private static Dictionary<string, string> Split(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : throw new SidecarSettingException($"`{args[i]}` is not a flag");
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            string? value = null;
            if (equals >= 0)
            {
                (name, value) = (name[..equals], name[(equals + 1)..]);
            }

            if (s_switches.Contains(name))
            {
                value ??= "true";
                if (value != "true")
                {
                    throw new SidecarSettingException($"`--{name}` cannot be switched off");
                }
            }
            else if (!s_valued.Contains(name))
            {
                throw new SidecarSettingException($"`--{name}` is not implemented");
            }
            else if (value is null)
            {
                value = ++i < args.Count ? args[i] : throw new SidecarSettingException($"`--{name}` has no value");
            }

            if (!given.TryAdd(name, value))
            {
                throw new SidecarSettingException($"`--{name}` is given twice");
            }
        }

        return given;
    }

    private static string Required(Dictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var value) && value.Length > 0 ? value : throw new SidecarSettingException($"`--{name}` is missing");

    private static IPAddress Address(Dictionary<string, string> given, string name) =>
        IPAddress.TryParse(Required(given, name), out var address) ? address : throw new SidecarSettingException($"`--{name}` is not an address");

    private static int Port(Dictionary<string, string> given, string name) =>
        ushort.TryParse(Required(given, name), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new SidecarSettingException($"`--{name}` is not a port");
}
