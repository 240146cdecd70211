using System.Security.Cryptography;
using System.Text;
using Platform.Rego.Bundles;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Steps;

/// <summary>The bundle that the platform serves now, changed in every way: read and verified by what every enforcement point reads and verifies with.</summary>
internal static class TamperedBundles
{
    private const string Scope = "platform";

    public static ExamStep Step { get; } = new(
        "E31", "the served bundle with a byte changed, a file added or taken away, its signature stripped, by an unknown key, for another service", "not acceptable", ["PO-01", "PO-02", "PO-03"], RunAsync)
    {
        LeavesOut = "that the old revision stays: an enforcement point takes bundles from the control plane alone; the tests of PolicyControl give it these",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var archive = await ServedAsync(scene, cancellation);
        var keys = BundleKeys.Parse(await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(scene.Platform.State, "apphost"), "policy-keys*.json").First(), cancellation));
        examination.Require("the served bundle itself is acceptable", Refusal(archive, keys, Scope) is null, Refusal(archive, keys, Scope) ?? "");
        var bundle = BundleArchive.Read(archive);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var some = bundle.Files.Keys.First(name => name.EndsWith(".rego", StringComparison.Ordinal));
        (string What, byte[] Archive)[] changed =
        [
            ("a byte changed", BundleArchive.Write(With(bundle, files => files[some] = Changed(files[some])))),
            ("a file added", BundleArchive.Write(With(bundle, files => files["extra.rego"] = Encoding.UTF8.GetBytes("package extra\n")))),
            ("a file taken away", BundleArchive.Write(With(bundle, files => files.Remove(some)))),
            ("the signature stripped", BundleArchive.Write(bundle with { Signatures = null })),
            ("no signature in the list", BundleArchive.Write(bundle with { Signatures = "{\"signatures\":[]}"u8.ToArray() })),
            ("a signature that is cut", BundleArchive.Write(bundle with { Signatures = bundle.Signatures!.Value[..^20] })),
            ("signed by an unknown key", BundleArchive.Write(new BundleSigner(own, "unknown", Scope).Sign(bundle.Manifest, ContentOf(bundle)))),
            ("signed by an own key under another's name", BundleArchive.Write(new BundleSigner(own, KeyIdOf(keys, bundle), Scope).Sign(bundle.Manifest, ContentOf(bundle)))),
            ("another sequence in the manifest", BundleArchive.Write(With(bundle, files => files[Bundle.ManifestName] = (bundle.Manifest with { Sequence = bundle.Manifest.Sequence + 1000 }).ToJson()))),
            ("another revision in the manifest", BundleArchive.Write(With(bundle, files => files[Bundle.ManifestName] = (bundle.Manifest with { Revision = "r0" }).ToJson()))),
            ("no archive", "not an archive"u8.ToArray()),
            ("half an archive", archive[..(archive.Length / 2)]),
        ];
        foreach (var (what, bytes) in changed)
            examination.Judge(what, Refusal(bytes, keys, Scope) is not null, "it is acceptable");
        examination.Judge("the bundle of another service", Refusal(archive, keys, "other") is not null, "it is acceptable");
    }

    private static async Task<byte[]> ServedAsync(ExamScene scene, CancellationToken cancellation)
    {
        var records = await scene.Platform.VisitAsync("records", cancellation);
        using var client = new HttpClient(MutualTls.CreateHandler(records.Svid, records.Validation, records.Options.IdOf("policy")));
        return await client.GetByteArrayAsync(new Uri(scene.Platform.Url("policy", "control"), "/bundles/platform"), cancellation);
    }

    private static string? Refusal(byte[] archive, BundleKeys keys, string scope)
    {
        try
        {
            new BundleVerifier(keys, scope).Verify(BundleArchive.Read(archive));
            return null;
        }
        catch (BundleRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static string KeyIdOf(BundleKeys keys, Bundle bundle) => new BundleVerifier(keys, Scope).Verify(bundle);

    // Without manifest and signatures, which the signer makes.
    private static Dictionary<string, ReadOnlyMemory<byte>> ContentOf(Bundle bundle) =>
        bundle.Files.Where(file => !file.Key.StartsWith('.')).ToDictionary(file => file.Key, file => file.Value);

    private static Bundle With(Bundle bundle, Action<Dictionary<string, ReadOnlyMemory<byte>>> change)
    {
        var files = bundle.Files.ToDictionary(file => file.Key, file => file.Value);
        change(files);
        return bundle with { Files = files };
    }

    private static byte[] Changed(ReadOnlyMemory<byte> file)
    {
        var copy = file.ToArray();
        copy[copy.Length / 2] ^= 1;
        return copy;
    }
}
