using System.Globalization;
using System.Security.Cryptography;
using Platform.PolicyControl.Emergency;
using Platform.PolicyControl.Revisions;
using Platform.PolicyControl.Sources;
using Platform.Rego.Bundles;

namespace Platform.PolicyControl.Publishing;

/// <summary>Makes revisions of the folder of policies. A step that refuses leaves the served revision as it is.</summary>
public sealed partial class Publisher(PublishingOptions options, RevisionLog log, EmergencyDenials denials, TimeProvider clock, ILogger<Publisher> logger)
{
    /// <summary>Scope of the signature and name of the bundle.</summary>
    public const string Scope = "platform";

    private readonly SemaphoreSlim one = new(1);
    private volatile TaskCompletionSource published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The revision that is served, or null before the first.</summary>
    public Revision? Current => log.Latest;

    /// <summary>The sources of <see cref="Current"/> with the tests that they passed, or null before this process has looked at them.</summary>
    public PolicySources? Tested { get; private set; }

    /// <summary>Completes at the next publication.</summary>
    public Task NextAsync => published.Task;

    /// <summary>The exact bytes of a revision.</summary>
    public byte[]? Archive(string digest) => log.Archive(digest);

    /// <summary>Publishes the folder as it is now, unless it is what is served already and not half expired.</summary>
    /// <returns>Whether there is a new revision.</returns>
    /// <exception cref="PublicationRefusedException">It must not be published.</exception>
    public Task<bool> PublishAsync(CancellationToken cancellation = default) => AloneAsync(Publish, cancellation);

    /// <summary>Signs what is served again, under a higher sequence, once it is half expired; the folder may have changed since, and is not looked at.</summary>
    /// <returns>Whether there is a new revision.</returns>
    public Task<bool> RenewAsync(CancellationToken cancellation = default) => AloneAsync(() => IsHalfExpired(log.Latest) && Again("renewal"), cancellation);

    /// <summary>Publishes what was closed or opened and did not get as far, whatever has become of the folder since.</summary>
    /// <returns>Whether there is a new revision.</returns>
    public Task<bool> SettleAsync(CancellationToken cancellation = default) => AloneAsync(
        () => log.Latest is { } latest && !(latest.Denials ?? []).SequenceEqual(denials.Active.Select(denial => denial.Id)) && Again("emergency"), cancellation);

    /// <summary>Closes something everywhere: a revision of the policies that are served, with one denial more. It is on disk before it is published.</summary>
    /// <returns>Whether it was not closed already.</returns>
    /// <exception cref="PublicationRefusedException">Nothing is published yet.</exception>
    public Task<bool> ImposeAsync(EmergencyDenial denial, CancellationToken cancellation = default) => AloneAsync(
        () =>
        {
            if (denials.Active.Any(active => active.Id == denial.Id))
            {
                return false;
            }

            denials.Add(denial);
            return Again("emergency");
        },
        cancellation);

    /// <summary>Opens again what a denial closed.</summary>
    /// <returns>Whether there was such a denial.</returns>
    public Task<bool> LiftAsync(string id, CancellationToken cancellation = default) => AloneAsync(
        () =>
        {
            if (denials.Active.All(denial => denial.Id != id))
            {
                return false;
            }

            denials.Remove(id);
            return Again("lifting");
        },
        cancellation);

    private async Task<bool> AloneAsync(Func<bool> publish, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            return publish();
        }
        catch (PolicySourceException e)
        {
            throw new PublicationRefusedException(e.Message, e);
        }
        finally
        {
            one.Release();
        }
    }

    private bool Publish()
    {
        var sources = PolicySources.Read(options.SourceFolder);
        var files = BundleBuild.Files(sources, out var tests);
        var content = BundleBuild.DigestOf(files);
        var latest = log.Latest;
        var unchanged = latest?.Content == content && latest.KeyId == options.SigningKeyId;
        if (unchanged && !IsHalfExpired(latest))
        {
            Tested = sources;
            return false;
        }

        if (!unchanged && latest is not null && options.Approvers.Count > 0)
        {
            throw new PublicationRefusedException(
                $"a change needs the approval of {string.Join(" and ", options.Approvers)}, and approvals cannot be given yet; revision {latest.Name} stays");
        }

        Add(files, content, latest is null ? "first" : unchanged ? "renewal" : "change", tests);
        Tested = sources;
        return true;
    }

    // The same policies, with what is closed now.
    private bool Again(string cause)
    {
        var latest = log.Latest ?? throw new PublicationRefusedException("nothing is published yet");
        var files = BundleArchive.Read(log.Archive(latest.Digest)!).Files.Where(file => file.Key != Bundle.ManifestName).ToDictionary();
        Add(files, latest.Content, cause, latest.Tests);
        return true;
    }

    private bool IsHalfExpired(Revision? revision) => revision is not null && clock.GetUtcNow() >= revision.Published + (options.Life / 2);

    private void Add(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string content, string cause, int tests)
    {
        var sequence = (log.Latest?.Sequence ?? 0) + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"{sequence}-{content[..12]}");
        var now = clock.GetUtcNow();
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(options.SigningKeyFile));
        var manifest = new BundleManifest(name, [""], sequence, now, now + options.Life);
        var archive = BundleArchive.Write(new BundleSigner(key, options.SigningKeyId, Scope).Sign(manifest, EmergencyData.With(files, denials.Active)));
        var revision = new Revision(
            sequence, name, Bundle.DigestOf(archive), content, now, now + options.Life, options.SigningKeyId, cause, tests, [], [.. denials.Active.Select(denial => denial.Id)]);
        log.Add(revision, archive);
        LogPublished(logger, name, cause, options.SigningKeyId, tests);
        Interlocked.Exchange(ref published, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "policy.publish: revision {Revision} ({Cause}), signed by {KeyId}, {Tests} tests passed")]
    private static partial void LogPublished(ILogger logger, string revision, string cause, string keyId, int tests);
}
