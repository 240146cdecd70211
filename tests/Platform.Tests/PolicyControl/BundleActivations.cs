using System.Security.Cryptography;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.Testing;

namespace Platform.Tests.PolicyControl;

[Trait("requirement", "PO-04")]
[Trait("requirement", "PO-05")]
public sealed class BundleActivations : IDisposable
{
    private readonly SignedBundle signed = new();
    private readonly TemporaryDirectory folder = new();
    private readonly ManualClock clock = new();
    private PolicySource source;

    public BundleActivations() => source = new PolicySource(clock);

    [Fact]
    public void Activates_a_higher_sequence_and_refuses_the_same_and_a_lower_one()
    {
        var activation = Activation();
        Assert.True(activation.Accept(Archive(5)));
        Refused(BundleRefusal.Rollback, activation, Archive(4));
        Refused(BundleRefusal.Rollback, activation, Archive(5, "package other"));
        Assert.Equal("r5", source.Revision);
        Assert.True(activation.Accept(Archive(6)));
        Assert.Equal("r6", source.Revision);
    }

    [Fact]
    public void Refuses_a_rollback_after_a_restart_and_after_the_bundle_on_disk_is_wiped()
    {
        var active = Archive(5);
        Activation().Accept(active);
        Refused(BundleRefusal.Rollback, Restarted(), Archive(4));
        File.Delete(folder["state/bundle.tar.gz"]);
        var wiped = Restarted();
        Assert.False(wiped.Restore());
        Refused(BundleRefusal.Rollback, wiped, Archive(4));
        Assert.True(wiped.Accept(active), "the same bytes again are no rollback");
    }

    [Fact]
    public void Refuses_to_start_over_with_an_unreadable_floor()
    {
        Activation().Accept(Archive(5));
        File.WriteAllText(folder["state/floor.json"], "{");
        Assert.Throws<InvalidDataException>(() => Restarted().Restore());
    }

    [Fact]
    public void Refuses_what_lies_below_the_floor_that_the_installation_was_shipped_with() =>
        Refused(BundleRefusal.Rollback, Activation(floor: 10), Archive(10));

    [Fact]
    public void Brings_back_the_last_good_bundle_with_the_age_that_it_has()
    {
        Activation().Accept(Archive(5));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(Restarted().Restore());
        Assert.True(source.Ready);
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False(source.Ready);
    }

    [Fact]
    public void Does_not_bring_back_a_bundle_that_was_changed_on_disk()
    {
        Activation().Accept(Archive(5));
        File.WriteAllBytes(folder["state/bundle.tar.gz"], Archive(9));
        Assert.Throws<BundleRefusedException>(() => Restarted().Restore());
        Assert.Null(source.Revision);
    }

    [Fact]
    public void Refuses_a_development_key_outside_development()
    {
        var keys = BundleKeys.Write((SignedBundle.KeyId, signed.Key), ("dev", signed.Key));
        var archive = BundleArchive.Write(signed.Sign(clock.GetUtcNow(), keyId: "dev"));
        Refused(BundleRefusal.Key, Activation(keys: keys), archive);
        Assert.True(Activation(keys: keys, development: true).Accept(archive));
    }

    [Fact]
    public void Refuses_a_bundle_past_its_expiry()
    {
        var archive = Archive(1);
        clock.Advance(TimeSpan.FromHours(24));
        Refused(BundleRefusal.Expired, Activation(), archive);
    }

    [Fact]
    public void Refuses_a_bundle_that_does_not_compile_and_keeps_the_old_one()
    {
        Activation().Accept(Archive(1));
        var failing = Activation(compile: _ => throw new BundleRefusedException(BundleRefusal.Content, "no"));
        Refused(BundleRefusal.Content, failing, Archive(2));
        Assert.Equal("r1", source.Revision);
        Assert.True(Activation().Accept(Archive(2)), "a refused bundle must not raise the floor");
    }

    [Theory]
    [InlineData("schemas/input.json")]
    [InlineData("data.json")]
    public void Refuses_a_bundle_that_lacks_what_every_decision_needs(string name)
    {
        var files = SignedBundle.Files.Where(file => file.Key != name).ToDictionary(file => file.Key, file => file.Value);
        var bundle = new BundleSigner(signed.Key, SignedBundle.KeyId, "platform").Sign(SignedBundle.Manifest(clock.GetUtcNow()), files);
        Refused(BundleRefusal.Content, Activation(), BundleArchive.Write(bundle));
    }

    [Fact]
    public void A_rotated_key_is_taken_from_its_file_without_a_restart()
    {
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var activation = Activation();
        var archive = BundleArchive.Write(signed.Sign(clock.GetUtcNow(), 2, keyId: "policy-2", key: next));
        Refused(BundleRefusal.Key, activation, archive);
        folder.Write("keys.json", BundleKeys.Write(("policy-2", next)));
        Assert.True(activation.Accept(archive));
        Refused(BundleRefusal.Key, activation, Archive(3));
    }

    public void Dispose()
    {
        signed.Dispose();
        folder.Dispose();
    }

    private byte[] Archive(long sequence, string? extra = null) => BundleArchive.Write(signed.Sign(clock.GetUtcNow(), sequence, extra: extra));

    private BundleActivation Restarted()
    {
        source = new PolicySource(clock);
        return Activation();
    }

    private BundleActivation Activation(long floor = 0, string? keys = null, bool development = false, PolicyCompilation? compile = null) => new(
        new BundleAgentOptions
        {
            Endpoint = new Uri("https://127.0.0.1:1"),
            VerificationKeysFile = folder.Write("keys.json", keys ?? signed.Keys),
            StateDirectory = folder["state"],
            SequenceFloor = floor,
            Development = development,
        },
        compile ?? (_ => _ => null),
        source,
        clock);

    private static void Refused(BundleRefusal reason, BundleActivation activation, byte[] archive) =>
        Assert.Equal(reason, Assert.Throws<BundleRefusedException>(() => activation.Accept(archive)).Reason);
}
