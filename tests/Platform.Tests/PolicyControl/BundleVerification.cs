using System.Buffers.Text;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Rego.Bundles;

namespace Platform.Tests.PolicyControl;

[Trait("requirement", "PO-01")]
[Trait("requirement", "PO-02")]
[Trait("requirement", "PO-03")]
public sealed class BundleVerification : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly SignedBundle signed = new();

    [Fact]
    public void Accepts_what_was_signed_after_the_trip_through_an_archive()
    {
        var read = BundleArchive.Read(BundleArchive.Write(signed.Sign(Now)));
        Assert.Equal(SignedBundle.KeyId, Verifier.Verify(read));
        Assert.Equal(SignedBundle.Manifest(Now).Revision, read.Manifest.Revision);
        Assert.Equal(1, read.Manifest.Sequence);
        Assert.Equal(Now.AddHours(24), read.Manifest.Expires);
    }

    [Fact]
    public void Refuses_any_changed_byte_of_any_file()
    {
        foreach (var (name, content) in signed.Sign(Now).Files)
        {
            for (var at = 0; at < content.Length; at++)
            {
                var bytes = content.ToArray();
                bytes[at] ^= 1;
                var bundle = With(signed.Sign(Now), name, bytes);
                if (!SameJson(name, content, bytes))
                {
                    Assert.Throws<BundleRefusedException>(() => Verifier.Verify(bundle));
                }
            }
        }
    }

    [Fact]
    public void Refuses_an_added_a_removed_and_a_renamed_file()
    {
        Refused(BundleRefusal.FileSet, With(signed.Sign(Now), "more.rego", "package platform"u8.ToArray()));
        Refused(BundleRefusal.FileSet, Without(signed.Sign(Now), "decision.rego"));
        Refused(BundleRefusal.FileSet, With(Without(signed.Sign(Now), "decision.rego"), "Decision.rego", SignedBundle.Files["decision.rego"].ToArray()));
    }

    [Fact]
    public void Refuses_a_bundle_whose_signature_was_stripped_or_emptied()
    {
        Refused(BundleRefusal.Unsigned, signed.Sign(Now) with { Signatures = null });
        Refused(BundleRefusal.Unsigned, signed.Sign(Now) with { Signatures = SignedBundle.Text("""{"signatures":[]}""") });
        Refused(BundleRefusal.Malformed, signed.Sign(Now) with { Signatures = SignedBundle.Text("{}") });
        Refused(BundleRefusal.Malformed, signed.Sign(Now) with { Signatures = SignedBundle.Text("") });
    }

    [Fact]
    public void Refuses_an_unknown_key_a_borrowed_key_id_and_another_scope()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused(BundleRefusal.Key, signed.Sign(Now, keyId: "stranger"));
        Refused(BundleRefusal.Signature, signed.Sign(Now, key: other));
        Refused(BundleRefusal.Scope, signed.Sign(Now, scope: "notifications"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES512")]
    [InlineData("es256")]
    public void Refuses_another_algorithm_also_when_keyed_with_the_public_key(string algorithm)
    {
        var payload = Token(signed.Sign(Now)).Split('.')[1];
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"{{SignedBundle.KeyId}}"}"""));
        var mac = HMACSHA256.HashData(Encoding.ASCII.GetBytes(signed.Key.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes($"{header}.{payload}"));
        Refused(BundleRefusal.Algorithm, Signed(signed.Sign(Now), $"{header}.{payload}.{Base64Url.EncodeToString(mac)}"));
    }

    [Fact]
    public void Refuses_two_signatures_of_which_one_is_good()
    {
        var token = Token(signed.Sign(Now));
        var both = new JsonObject { ["signatures"] = new JsonArray("a.b.c", token) };
        Refused(BundleRefusal.Malformed, signed.Sign(Now) with { Signatures = JsonSerializer.SerializeToUtf8Bytes(both) });
    }

    [Fact]
    public void Refuses_the_signature_of_another_bundle() =>
        Refused(BundleRefusal.FileSet, signed.Sign(Now, extra: "package platform.extra") with { Signatures = signed.Sign(Now).Signatures });

    [Fact]
    public void Refuses_an_archive_that_unpacks_to_more_than_the_limit()
    {
        var archive = Archive(("big.rego", TarEntryType.RegularFile, new byte[2 << 20]));
        Assert.True(archive.Length < 10_000);
        var refusal = Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(archive, new() { BytesMax = 1 << 20 }));
        Assert.Equal(BundleRefusal.TooLarge, refusal.Reason);
    }

    [Theory]
    [InlineData("../evil.rego")]
    [InlineData("a/../../evil.rego")]
    [InlineData("a//evil.rego")]
    public void Refuses_an_entry_that_leads_out_of_the_bundle(string name) =>
        Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(Archive((name, TarEntryType.RegularFile, "x"u8.ToArray()))));

    [Fact]
    public void Refuses_links_duplicates_and_rubbish()
    {
        Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(Archive(("a", TarEntryType.SymbolicLink, []))));
        Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(Archive(("a", TarEntryType.RegularFile, [1]), ("/a", TarEntryType.RegularFile, [2]))));
        Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(new byte[] { 1, 2, 3 }));
        Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(BundleArchive.Write(signed.Sign(Now)).AsMemory(0, 200)));
    }

    [Fact]
    public void Data_lies_at_the_path_of_its_folder_and_two_values_for_one_path_are_refused()
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["data.json"] = SignedBundle.Text("""{"a":{"x":1}}"""),
            ["a/b/data.json"] = SignedBundle.Text("""{"y":2}"""),
        };
        var manifest = new BundleManifest("r", [""], 1, null, null);
        Assert.Equal("""{"a":{"x":1,"b":{"y":2}}}""", BundleData.JsonOf(new(manifest, files, null)).ToJsonString());
        files["a/data.json"] = SignedBundle.Text("""{"x":3}""");
        Assert.Throws<BundleRefusedException>(() => BundleData.JsonOf(new(manifest, files, null)));
    }

    [Fact]
    public void Data_outside_the_roots_is_refused() => Assert.Throws<BundleRefusedException>(() => BundleData.JsonOf(
        new(new("r", ["platform"], 1, null, null), new Dictionary<string, ReadOnlyMemory<byte>> { ["data.json"] = SignedBundle.Text("""{"other":1}""") }, null)));

    public void Dispose() => signed.Dispose();

    private BundleVerifier Verifier => new(BundleKeys.Parse(signed.Keys), "platform");

    private static Bundle With(Bundle bundle, string name, byte[] content) =>
        bundle with { Files = new Dictionary<string, ReadOnlyMemory<byte>>(bundle.Files) { [name] = content } };

    private static Bundle Without(Bundle bundle, string name) =>
        bundle with { Files = bundle.Files.Where(file => file.Key != name).ToDictionary(file => file.Key, file => file.Value) };

    private static Bundle Signed(Bundle bundle, string token) =>
        bundle with { Signatures = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["signatures"] = new JsonArray(token) }) };

    private static string Token(Bundle bundle) => (string)JsonNode.Parse(bundle.Signatures!.Value.Span)!["signatures"]![0]!;

    // A structured file is signed by its meaning: a change of white space is none.
    private static bool SameJson(string name, ReadOnlyMemory<byte> before, byte[] after)
    {
        try
        {
            return (name.EndsWith("data.json", StringComparison.Ordinal) || name == Bundle.ManifestName)
                && JsonNode.DeepEquals(JsonNode.Parse(before.Span), JsonNode.Parse(after));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Archive(params (string Name, TarEntryType Type, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, type, content) in entries)
            {
                var entry = new UstarTarEntry(type, name);
                if (type == TarEntryType.SymbolicLink)
                {
                    entry.LinkName = "/etc/passwd";
                }
                else
                {
                    entry.DataStream = new MemoryStream(content);
                }

                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    private void Refused(BundleRefusal reason, Bundle bundle) =>
        Assert.Equal(reason, Assert.Throws<BundleRefusedException>(() => Verifier.Verify(bundle)).Reason);
}
