using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.Testing;
using Platform.Tests.Identity;
using Platform.Tests.ServiceDefaults;

namespace Platform.Tests.PolicyControl;

public sealed class SavedChanges
{
    [Fact]
    public async Task A_service_is_ready_with_the_bundle_and_decides_by_a_saved_change_at_once()
    {
        await using var identity = await RunningIdentity.StartAsync();
        await using var plane = await RunningControlPlane.StartAsync(identity, development: true);
        await using var service = await RunningService.StartAsync(identity, settings: new()
        {
            ["Platform:Profile"] = "Development",
            ["Policy:BundleEndpoint"] = plane.Url.ToString(),
            ["Policy:VerificationKeysFile"] = plane.KeysFile,
        });
        var policy = service.Services.GetRequiredService<PolicySource>();
        await Eventually.True(
            () =>
            {
                identity.Clock.Advance(TimeSpan.FromMilliseconds(50));
                return policy.Ready;
            },
            "the bundle is active");
        var before = policy.Revision;
        var saved = Stopwatch.GetTimestamp();
        plane.Edit("platform/represents/data.json", "\"RND\"", "\"RND\", \"RNG\"");
        await Eventually.True(() => policy.Revision != before, "the change is active");
        TestContext.Current.SendDiagnosticMessage($"saved to enforced: {Stopwatch.GetElapsedTime(saved).TotalMilliseconds:0} ms");
        Assert.Equal(2, policy.Sequence);
    }

    [Fact]
    public async Task A_service_outside_development_refuses_what_development_signed()
    {
        await using var identity = await RunningIdentity.StartAsync();
        await using var plane = await RunningControlPlane.StartAsync(identity, development: true);
        await using var service = await RunningService.StartAsync(identity, settings: new()
        {
            ["Policy:BundleEndpoint"] = plane.Url.ToString(),
            ["Policy:VerificationKeysFile"] = plane.KeysFile,
        });
        var activation = service.Services.GetRequiredService<BundleActivation>();
        var refusal = Assert.Throws<BundleRefusedException>(
            () => activation.Accept(plane.Publisher.Archive(plane.Publisher.Current!.Digest)!));
        Assert.Equal(BundleRefusal.Key, refusal.Reason);
        Assert.False(service.Services.GetRequiredService<PolicySource>().Ready);
    }
}
