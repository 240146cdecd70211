using System.Net;
using Platform.Sidecar.Access;
using Platform.Sidecar.Settings;
using YamlDotNet.Core;

namespace Platform.Tests.Sidecar;

[Trait("requirement", "OP-03")]
public sealed class SidecarSettings
{
    private static readonly string[] s_flags =
    [
        "--app-id", "records", "--app-port", "5000", "--dapr-http-port", "3500", "--dapr-internal-grpc-port=3501",
        "--resources-path", "r", "--config", "c.yaml", "--dapr-listen-addresses", "127.0.0.1", "--enable-mtls",
    ];

    [Fact]
    public void Are_daprds_flags()
    {
        var flags = SidecarFlags.Parse(s_flags);

        Assert.Equal("records", flags.AppId);
        Assert.Equal(5000, flags.AppPort);
        Assert.Equal(3501, flags.MeshPort);
        Assert.Equal(IPAddress.Loopback, flags.MeshAddress);
    }

    [Fact]
    public void Open_the_listener_for_other_sidecars_beyond_this_machine_only_when_told()
    {
        Assert.Equal(IPAddress.Any, SidecarFlags.Parse([.. s_flags, "--dapr-internal-grpc-listen-address", "0.0.0.0"]).MeshAddress);
        Assert.Contains(
            "--dapr-internal-grpc-listen-address",
            Assert.Throws<SidecarSettingException>(() => SidecarFlags.Parse([.. s_flags, "--dapr-internal-grpc-listen-address", "everywhere"])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--enable-mtls", null, "--enable-mtls")]
    [InlineData("127.0.0.1", "0.0.0.0", "--dapr-listen-addresses")]
    [InlineData("--enable-mtls", "--enable-mtls=false", "--enable-mtls")]
    [InlineData("5000", "70000", "--app-port")]
    [InlineData("--resources-path", "--unsafe-skip", "--unsafe-skip")]
    [InlineData("--resources-path", "--app-id", "--app-id")]
    public void Refuse_what_is_insecure_or_unknown_by_name(string replaced, string? by, string named)
    {
        var args = s_flags.Select(a => a == replaced ? by : a).OfType<string>().ToArray();

        var refusal = Assert.Throws<SidecarSettingException>(() => SidecarFlags.Parse(args));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_the_access_control()
    {
        var access = AccessControlFile.Parse(
            RunningSidecar.Configuration(
                "[{appId: referrals, namespace: default, trustDomain: platform.local, defaultAction: deny, operations: [{name: /a/*, httpVerb: [GET], action: allow}]}]"),
            "platform.local");

        var policy = Assert.Single(access.Policies);
        Assert.Equal("referrals", policy.Caller.AppId);
        Assert.True(access.Allows(policy.Caller, "GET", "/a/1"));
        Assert.False(access.Allows(policy.Caller, "POST", "/a/1"));
    }

    [Theory]
    [InlineData("defaultAction: deny", "defaultAction: maybe")]
    [InlineData("    defaultAction: deny\n", "")]
    [InlineData("trustDomain: platform.local", "trustDomain: public")]
    [InlineData("enabled: true", "enabled: false")]
    [InlineData("kind: Configuration", "kind: Component")]
    [InlineData("policies: []", "policies: [{appId: a, namespace: default, trustDomain: platform.local}]")]
    [InlineData("policies: []", "policies: [{appId: a, namespace: default, trustDomain: platform.local, defaultAction: deny, operations: [{name: a, httpVerb: [GET], action: allow}]}]")]
    [InlineData("policies: []", "policies: [{appId: a, namespace: default, trustDomain: platform.local, defaultAction: deny, operations: [{name: /a*, httpVerb: [GET], action: allow}]}]")]
    [InlineData("policies: []", "policies: [{appId: a, namespace: default, trustDomain: platform.local, defaultAction: deny, operations: [{name: /a, httpVerb: [get], action: allow}]}]")]
    public void Refuse_an_access_control_that_says_too_little(string from, string to)
    {
        var yaml = RunningSidecar.Configuration("[]").Replace(from, to, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => AccessControlFile.Parse(yaml, "platform.local"));
    }

    [Theory]
    [InlineData("    enabled: true", "    enabled: true\n  tracing:\n    samplingRate: \"1\"")]
    [InlineData("policies: []", "policies: []\n    unknown: 1")]
    [InlineData("policies: []", "policies: []\n    defaultAction: allow")]
    public void Refuse_unknown_and_repeated_members(string from, string to)
    {
        var yaml = RunningSidecar.Configuration("[]").Replace(from, to, StringComparison.Ordinal);

        Assert.ThrowsAny<YamlException>(() => AccessControlFile.Parse(yaml, "platform.local"));
    }

    [Theory]
    [InlineData("/patients", "/patients", true)]
    [InlineData("/patients", "/patients/1", false)]
    [InlineData("/patients/*/notes", "/patients/1/notes", true)]
    [InlineData("/patients/*/notes", "/patients/1/2/notes", false)]
    [InlineData("/patients/*/notes", "/patients/notes", false)]
    [InlineData("/patients/**", "/patients/1/notes", true)]
    [InlineData("/patients/**", "/patients", false)]
    [InlineData("/**", "/anything/at/all", true)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/x", false)]
    public void Match_paths_by_whole_segments(string pattern, string path, bool matches) =>
        Assert.Equal(matches, new AccessRule(pattern, ["GET"], true).Matches("GET", path));
}
