using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Platform.AppHost.Topology.Broker;
using Platform.Hosting.RabbitMQ;
using Platform.Messaging.Tests.Fixtures;
using Platform.Testing;

[assembly: AssemblyFixture(typeof(BrokerServer))]

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>
/// A private RabbitMQ node with the AppHost's own definitions, once for the whole program. It has many virtual hosts with the same topology, and a test
/// takes one that nobody used before, so that tests never see each other's messages.
/// </summary>
public sealed class BrokerServer : IAsyncLifetime
{
    private const int VirtualHosts = 60;
    private readonly ConcurrentQueue<string> unused = new(Enumerable.Range(1, VirtualHosts).Select(number => $"test-{number}"));
    private readonly TemporaryDirectory folder = new();
    private IReadOnlyList<BrokerUser> users = [];
    private string serverThumbprint = "";

    public FakeCertificateAuthority Authority { get; } = new();

    public RabbitMqNode Node { get; private set; } = null!;

    public int Port => Node.Options.Port;

    public async ValueTask InitializeAsync()
    {
        users = BrokerUser.For(BrokerTopology.Platform);
        using var leaf = Issue("messaging");
        serverThumbprint = leaf.Thumbprint;
        var ports = FreePorts.Take(3);
        folder.Write("etc/" + BrokerSettings.File, BrokerSettings.Text);
        folder.Write("etc/" + BrokerSettings.Certificate, leaf.ExportCertificatePem());
        folder.Write("etc/" + BrokerSettings.Key, leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        folder.Write("etc/" + BrokerSettings.TrustBundle, Authority.Root.ExportCertificatePem());
        folder.Write("etc/" + BrokerSettings.Definitions, Definitions().ToJsonString());
        var options = new RabbitMqNodeOptions
        {
            Directory = folder["broker"],
            SettingsDirectory = folder["etc"],
            Port = ports[0],
            DistributionPort = ports[1],
            PortMapperPort = ports[2],
        };
        Node = await RabbitMqNode.StartAsync(options, Probe(ports[0]), TestContext.Current.CancellationToken);
    }

    /// <summary>A virtual host that no test used before.</summary>
    /// <summary>Whether a text lies in a file of the broker's data: queues, parked messages, logs.</summary>
    public bool Keeps(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(folder["broker"], "*", SearchOption.AllDirectories).Any(file =>
        {
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var content = new MemoryStream();
                stream.CopyTo(content);
                return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(bytes) >= 0;
            }
            catch (IOException)
            {
                // The broker has replaced it meanwhile.
                return false;
            }
        });
    }

    public string TakeVirtualHost() =>
        unused.TryDequeue(out var host) ? host : throw new InvalidOperationException($"the tests use more than {VirtualHosts} virtual hosts; raise the number");

    public string ConnectionString(string user, string virtualHost) => User(user).ConnectionString("localhost", Port, virtualHost);

    internal BrokerUser User(string name) => users.Single(user => user.Name == name);

    /// <summary>A workload's certificate, as Identity would issue it.</summary>
    public X509Certificate2 Issue(string appId) => Authority.Issue([$"spiffe://platform.local/ns/default/{appId}"]);

    public async ValueTask DisposeAsync()
    {
        if (Node is not null)
            await Node.DisposeAsync();
        folder.Dispose();
        Authority.Dispose();
    }

    /// <summary>Whether a certificate is the one that this broker presents.</summary>
    public bool IsOurs(X509Certificate2 presented) => presented.Thumbprint == serverThumbprint;

    private AmqpProbe Probe(int port) =>
        new("localhost", port, "health", User("health").Password, "test-1", () => Issue("health"), IsOurs);

    private JsonObject Definitions()
    {
        var merged = new JsonObject();
        foreach (var host in unused)
        {
            foreach (var (section, content) in BrokerDefinitions.Write(BrokerTopology.Platform with { VirtualHost = host }, users))
            {
                if (content is not JsonArray items)
                    merged[section] = content?.DeepClone();
                else if (section != "users" || !merged.ContainsKey(section))
                    merged[section] = new JsonArray([.. merged[section]?.AsArray().Select(item => item!.DeepClone()) ?? [], .. items.Select(item => item!.DeepClone())]);
            }
        }
        return merged;
    }
}
