using System.Text.Json;
using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// Everything between the bytes of a bundle and its first decision: read, verify, compare with the floor, compile, keep, swap.
/// A step that fails leaves what was active as it was.
/// </summary>
internal sealed class BundleActivation(BundleAgentOptions options, PolicyCompilation compile, PolicySource source, TimeProvider clock)
{
    private readonly BundleStore store = new(options.StateDirectory);

    /// <summary>SHA-256 of the active bundle, or null.</summary>
    public string? ActiveDigest { get; private set; }

    /// <summary>Brings back the last good bundle of an earlier run. It counts as confirmed when it last was, not now.</summary>
    /// <exception cref="BundleRefusedException">It is not acceptable any more.</exception>
    public bool Restore()
    {
        if (store.LoadFloor() is not { } floor || store.LoadBundle() is not { } archive)
        {
            return false;
        }

        var digest = Bundle.DigestOf(archive);
        if (digest != floor.Digest)
        {
            throw new BundleRefusedException(BundleRefusal.Digest, "the bundle on disk is not the one that was active");
        }

        source.Activate(Prepare(archive, out _), floor.Confirmed);
        ActiveDigest = digest;
        return true;
    }

    /// <summary>Activates a downloaded bundle, or confirms it when it is the active one.</summary>
    /// <returns>Whether another revision is active now.</returns>
    /// <exception cref="BundleRefusedException">It must not be used.</exception>
    public bool Accept(byte[] archive)
    {
        var digest = Bundle.DigestOf(archive);
        if (digest == ActiveDigest)
        {
            Confirm();
            return false;
        }

        var policy = Prepare(archive, out var bundle);
        RefuseRollback(bundle.Manifest.Sequence, digest);
        var now = clock.GetUtcNow();
        store.Save(archive, new(policy.Sequence, digest, now));
        source.Activate(policy, now);
        ActiveDigest = digest;
        return true;
    }

    /// <summary>The control plane says that the active revision is still the one.</summary>
    public void Confirm()
    {
        if (ActiveDigest is { } digest)
        {
            source.Confirm();
            store.Save(new(source.Sequence, digest, clock.GetUtcNow()));
        }
    }

    private ActivePolicy Prepare(byte[] archive, out Bundle bundle)
    {
        bundle = BundleArchive.Read(archive);
        var keyId = new BundleVerifier(BundleKeys.Parse(File.ReadAllText(options.VerificationKeysFile)), options.Scope).Verify(bundle);
        if (keyId == BundleAgentOptions.DevelopmentKeyId && !options.Development)
        {
            throw new BundleRefusedException(BundleRefusal.Key, "a bundle signed for development is refused outside of it");
        }

        var manifest = bundle.Manifest;
        if (manifest is not { Sequence: > 0, Expires: { } expires })
        {
            throw new BundleRefusedException(BundleRefusal.Malformed, "the manifest has no sequence or no expiry");
        }

        if (expires <= clock.GetUtcNow())
        {
            throw new BundleRefusedException(BundleRefusal.Expired, $"revision {manifest.Revision} expired at {expires:O}");
        }

        using var data = JsonDocument.Parse(BundleData.JsonOf(bundle).ToJsonString());
        try
        {
            return new(
                manifest.Revision,
                manifest.Sequence,
                expires,
                compile(bundle),
                PurposeDefaults.Parse(Platform(data, "purposes")),
                ReasonAnswers.Parse(Platform(data, "reasons")))
            {
                Schemas = DecisionSchemas.Of(bundle),
                Mask = LogMask.Of(bundle),
            };
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new BundleRefusedException(BundleRefusal.Content, e.Message, e);
        }
    }

    private void RefuseRollback(long sequence, string digest)
    {
        var floor = store.LoadFloor();
        // The same bytes again are no rollback: a wiped cache downloads what it already had.
        if (floor is not null && sequence == floor.Sequence && digest == floor.Digest)
        {
            return;
        }

        var highest = Math.Max(floor?.Sequence ?? 0, options.SequenceFloor);
        if (sequence <= highest)
        {
            throw new BundleRefusedException(BundleRefusal.Rollback, $"sequence {sequence} is not higher than {highest}, which was active before");
        }
    }

    private static JsonElement Platform(JsonDocument data, string name) =>
        data.RootElement.TryGetProperty("platform", out var platform) && platform.TryGetProperty(name, out var value)
            ? value
            : throw new FormatException($"the bundle has no data.platform.{name}");
}
