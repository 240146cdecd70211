using Platform.Gateway.Routes;
using Platform.Sidecar.Access;
using Platform.Testing;
using Platform.Tests.Identity;

namespace Platform.Tests.Sidecar;

/// <summary>The files that the topology hands to the sidecars.</summary>
public sealed class AccessControlFiles
{
    // Control APIs: called directly over mutual TLS, and they have no sidecar.
    private static readonly string[] WithoutSidecar = ["ledger", "policy", "identity"];

    [Fact]
    public void Let_the_gateway_through_for_every_door_and_for_nothing_else()
    {
        var gateway = RunningIdentity.IdOf("gateway");
        foreach (var route in EdgeRoutes.All.Where(route => !WithoutSidecar.Contains(route.AppId)))
        {
            var access = Load(route.AppId);
            var path = route.CalleePattern.Replace("{id}", "1", StringComparison.Ordinal).Replace("{noteId}", "2", StringComparison.Ordinal);

            Assert.True(access.Allows(gateway, route.Method, path), $"{route.Method} {path}");
            Assert.False(access.Allows(gateway, "PUT", path), path);
            Assert.False(access.Allows(gateway, route.Method, path + "/x/y/z"), path);
            Assert.False(access.Allows(RunningIdentity.IdOf("notifications"), route.Method, path), path);
        }

        Assert.All(WithoutSidecar, appId => Assert.False(File.Exists(PathOf(appId))));
        Assert.False(Load("records").Allows(gateway, "POST", "/patients/match"));
        Assert.False(Load("records").Allows(gateway, "POST", "/relationships"));
    }

    [Theory]
    [InlineData("POST", "/patients/match", true)]
    [InlineData("POST", "/patients", true)]
    [InlineData("POST", "/relationships", true)]
    [InlineData("DELETE", "/relationships/1", true)]
    [InlineData("GET", "/patients/1", false)]
    [InlineData("GET", "/patients/1/notes", false)]
    [InlineData("POST", "/patients/search", false)]
    public void Let_referrals_match_register_and_relate_but_not_read(string method, string path, bool allowed) =>
        Assert.Equal(allowed, Load("records").Allows(RunningIdentity.IdOf("referrals"), method, path));

    [Fact]
    public void Let_nobody_call_the_gateway()
    {
        foreach (var caller in new[] { "gateway", "referrals", "records" })
        {
            Assert.False(Load("gateway").Allows(RunningIdentity.IdOf(caller), "GET", "/"));
        }
    }

    private static AccessControl Load(string appId) => AccessControlFile.Load(PathOf(appId), "platform.local");

    private static string PathOf(string appId) => Path.Combine(RepositoryRoot.Path, "AppHost", "dapr", "config", $"{appId}.yaml");
}
