namespace Platform.AppHost.Topology.Broker;

/// <summary>
/// The settings of the broker, with the paths that a container sees: mutual TLS alone, passwords alone (no anonymous access), and the definitions.
/// </summary>
internal static class BrokerSettings
{
    public const string File = "rabbitmq.conf";
    public const string Definitions = "definitions.json";
    public const string Certificate = "server.pem";
    public const string Key = "server.key";
    public const string TrustBundle = "ca.pem";

    public const string Text = """
        listeners.tcp = none
        listeners.ssl.default = 5671
        ssl_options.cacertfile = /etc/rabbitmq/ca.pem
        ssl_options.certfile = /etc/rabbitmq/server.pem
        ssl_options.keyfile = /etc/rabbitmq/server.key
        ssl_options.verify = verify_peer
        ssl_options.fail_if_no_peer_cert = true
        ssl_options.versions.1 = tlsv1.3
        ssl_options.versions.2 = tlsv1.2
        auth_mechanisms.1 = PLAIN
        load_definitions = /etc/rabbitmq/definitions.json
        heartbeat = 10

        """;
}
