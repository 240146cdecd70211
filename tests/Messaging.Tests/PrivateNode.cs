using System.Diagnostics;
using Platform.Hosting.RabbitMQ;
using Platform.Messaging.Tests.Fixtures;
using Platform.Testing;

namespace Platform.Messaging.Tests;

public sealed class PrivateNode(BrokerServer broker)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opens_its_virtual_host_to_a_user_with_certificate_and_password() =>
        await Probe("health", broker.User("health").Password).OpenAsync(Cancellation);

    [Fact]
    public async Task Refuses_a_wrong_password() =>
        await Assert.ThrowsAnyAsync<IOException>(() => Probe("health", "wrong").OpenAsync(Cancellation));

    [Fact]
    public async Task Refuses_the_guest() =>
        await Assert.ThrowsAnyAsync<IOException>(() => Probe("guest", "guest").OpenAsync(Cancellation));

    [Fact]
    public async Task Refuses_a_certificate_of_another_authority()
    {
        using var stranger = new FakeCertificateAuthority();
        var probe = new AmqpProbe("localhost", broker.Port, "health", broker.User("health").Password, "test-1",
            () => stranger.Issue(["spiffe://platform.local/ns/default/referrals"]), broker.IsOurs);
        await Assert.ThrowsAnyAsync<Exception>(() => probe.OpenAsync(Cancellation));
        Assert.False(await probe.AnswersAsync(Cancellation));
    }

    [Fact]
    public async Task Is_not_taken_for_another_server()
    {
        var probe = new AmqpProbe("localhost", broker.Port, "health", broker.User("health").Password, "test-1", () => broker.Issue("health"), _ => false);
        Assert.False(await probe.AnswersAsync(Cancellation));
    }

    [Fact]
    public void Listens_on_loopback_alone()
    {
        var listening = Run("ss", "-Htlnp").Split('\n').Where(line => line.Contains($"pid={broker.Node.ServerPid},", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(listening);
        Assert.All(listening, line => Assert.Contains("127.0.0.1:", line, StringComparison.Ordinal));
    }

    private AmqpProbe Probe(string user, string password) =>
        new("localhost", broker.Port, user, password, "test-1", () => broker.Issue("health"), broker.IsOurs);

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
