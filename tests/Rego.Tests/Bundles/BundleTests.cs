using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Rego.Bundles;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Bundles;

public sealed class BundleTests : IDisposable
{
    private const string Scope = "platform";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly BundleManifest _manifest = new("r1", ["app"], 7, null, null);

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new()
    {
        ["app/allow.rego"] = Encoding.UTF8.GetBytes("package app\n\nallow := true\n"),
        ["app/data.json"] = Encoding.UTF8.GetBytes("""{ "roles": {"b": 1.50, "a": ["é"]} }"""),
    };

    // Found by fuzzing: the size of an extended header is out of all bounds.
    [Fact]
    public void Refuses_a_header_that_is_larger_than_it_may_be()
    {
        var archive = Convert.FromBase64String(
            "H4sIAAAAAAAEA9LTD0is8EhNTEktKtYzNjS01NdjoDYwMzAwMDMxYQDRBgYG6LSBgakZipUGBuZm5sYMChUoojTilBaXJBYxGBjQyPjBDgwtFAoSSzJs9XITMtNSi0u4jCwUcksyc1Nt" +
            "Dc0tzQyMTI3MLPWMTU0MTA2NuQa7b0bdRyqAxzupGklQD8r3ePO/uQGDoamxgbGRkamZmSkDKP8bmjMo0CVPjvD8X61UlFqWWVScWliampecqmRlXFtLQvSPKh3EYFDU/2aoOR2U/83M" +
            "Rut/egAjA0j9X6IPyuZ6WcX5eThaAKbmlhaGoy2AYQaQ4p1mjCNY/xuaotb/huAuwWj9TwdQrQSu25OUrAxHK/URCAZF/W9qihLyoPrf3Gi0/qcHMDSH1f8FekWp6fm4Kn8LE6PRyn8Y" +
            "ghJ9SLzT0msE638jQ9T638Dc2MxktP9PD1CQmJydmJ6qUMJVoGBlqzCax0fBaAiMgtEQAGyEhAAAkISatQAcAAA=");
        Assert.Equal(BundleRefusal.Malformed, Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(archive)).Reason);
    }

    [Fact]
    public void Refuses_data_with_texts_that_are_no_Unicode()
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { ["data.json"] = new byte[] { (byte)'{', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' } };
        Assert.Throws<BundleRefusedException>(() => BundleData.Of(new(new("", [""], 0, null, null), files, null)));
    }

    [Fact]
    public void What_was_signed_and_written_is_read_and_verified()
    {
        var read = BundleArchive.Read(BundleArchive.Write(Signed()));
        Assert.Equal("k1", Verifier().Verify(read));
        Assert.Equal("r1", read.Manifest.Revision);
        Assert.Equal("app/allow.rego", Assert.Single(read.Modules).Key);
        Assert.Equal("""{"app":{"roles":{"a":["é"],"b":1.50}}}""", BundleData.Of(read).ToJson());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(400)]
    public void A_path_of_any_length_is_written_and_read(int length)
    {
        var path = new string('a', length - ".rego".Length) + ".rego";
        var bundle = new Bundle(new("r", [""], 1, null, null), new Dictionary<string, ReadOnlyMemory<byte>> { [path] = "package a"u8.ToArray() }, null);

        var archive = BundleArchive.Write(bundle);

        Assert.Equal([path], BundleArchive.Read(archive).Files.Keys);
        Assert.Equal(archive, BundleArchive.Write(bundle));
    }

    [Fact]
    public void The_same_bundle_gives_the_same_bytes()
    {
        var bundle = Signed();
        Assert.Equal(BundleArchive.Write(bundle), BundleArchive.Write(bundle));
    }

    [Fact]
    public void Structured_files_are_signed_by_what_they_say_not_by_how_they_are_written()
    {
        var bundle = Changed(Signed(), "app/data.json", "{\"roles\":{\"a\":[\"\\u00e9\"],\n\"b\":1.50}}");
        Assert.Equal("k1", Verifier().Verify(bundle));
    }

    [Fact]
    public void A_changed_policy_is_refused() =>
        Refused(BundleRefusal.Digest, Changed(Signed(), "app/allow.rego", "package app\n\nallow := true # more\n"));

    [Fact]
    public void A_changed_manifest_is_refused() => Refused(BundleRefusal.Digest, Changed(Signed(), Bundle.ManifestName, "{\"revision\":\"r2\"}"));

    [Fact]
    public void A_further_file_is_refused() => Refused(BundleRefusal.FileSet, Changed(Signed(), "app/more.rego", "package app"));

    [Fact]
    public void A_missing_file_is_refused()
    {
        var bundle = Signed();
        Refused(BundleRefusal.FileSet, bundle with { Files = bundle.Files.Where(f => f.Key != "app/data.json").ToDictionary() });
    }

    [Fact]
    public void A_bundle_without_signature_is_refused() => Refused(BundleRefusal.Unsigned, Signed() with { Signatures = null });

    [Fact]
    public void An_empty_list_of_signatures_is_refused() =>
        Refused(BundleRefusal.Unsigned, Signed() with { Signatures = Encoding.UTF8.GetBytes("""{"signatures":[]}""") });

    [Fact]
    public void A_bundle_for_somebody_else_is_refused() =>
        Refused(BundleRefusal.Scope, new BundleSigner(_key, "k1", "other").Sign(_manifest, _files));

    [Fact]
    public void A_bundle_signed_with_an_unknown_key_is_refused() =>
        Refused(BundleRefusal.Key, new BundleSigner(_key, "k2", Scope).Sign(_manifest, _files));

    [Fact]
    public void A_bundle_signed_with_another_key_of_the_same_name_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused(BundleRefusal.Signature, new BundleSigner(other, "k1", Scope).Sign(_manifest, _files));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("es256")]
    public void A_signature_of_another_algorithm_is_refused(string algorithm)
    {
        var bundle = Signed();
        var token = JsonNode.Parse(bundle.Signatures!.Value.Span)!["signatures"]![0]!.GetValue<string>().Split('.');
        var header = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"k1"}"""));
        var forged = new JsonObject { ["signatures"] = new JsonArray($"{header}.{token[1]}.{token[2]}") };
        Refused(BundleRefusal.Algorithm, bundle with { Signatures = Encoding.UTF8.GetBytes(forged.ToJsonString()) });
    }

    [Theory]
    [InlineData("../escape.rego")]
    [InlineData("a/../../b.rego")]
    [InlineData("a\\b.rego")]
    public void A_path_that_leads_out_of_the_bundle_is_refused(string path) =>
        Assert.Equal(BundleRefusal.Malformed, Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(Tar((path, "x")))).Reason);

    [Fact]
    public void A_small_archive_that_unpacks_into_a_large_one_is_refused()
    {
        var archive = Tar(("a.rego", new string(' ', 4 << 20)));
        Assert.True(archive.Length < 64 << 10);
        var limits = new BundleLimits { BytesMax = 1 << 20 };
        Assert.Equal(BundleRefusal.TooLarge, Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(archive, limits)).Reason);
    }

    [Fact]
    public void A_file_that_is_there_twice_is_refused() =>
        Assert.Equal(BundleRefusal.Malformed, Assert.Throws<BundleRefusedException>(() => BundleArchive.Read(Tar(("a.rego", "x"), ("./a.rego", "y")))).Reason);

    [Fact]
    public void Data_outside_of_the_roots_is_refused() =>
        Assert.Throws<BundleRefusedException>(() => BundleData.Of(Changed(Signed(), "other/data.json", "{\"x\":1}")));

    [Fact]
    public void Damaged_archives_are_refused_and_never_fail_otherwise()
    {
        var random = new Random(3);
        var archive = BundleArchive.Write(Signed());
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = archive.ToArray();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Verifier().Verify(BundleArchive.Read(damaged.AsMemory(0, random.Next(damaged.Length) + 1)));
            }
            catch (BundleRefusedException)
            {
                // As it must; a change of what gzip ignores may also leave it whole.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private Bundle Signed() => new BundleSigner(_key, "k1", Scope).Sign(_manifest, _files);

    private BundleVerifier Verifier() => new(BundleKeys.Parse(BundleKeys.Write(("k1", _key))), Scope);

    private void Refused(BundleRefusal reason, Bundle bundle) =>
        Assert.Equal(reason, Assert.Throws<BundleRefusedException>(() => Verifier().Verify(bundle)).Reason);

    private static Bundle Changed(Bundle bundle, string name, string content) => bundle with
    {
        Files = new Dictionary<string, ReadOnlyMemory<byte>>(bundle.Files) { [name] = Encoding.UTF8.GetBytes(content) },
    };

    private static byte[] Tar(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
            }
        }

        return bytes.ToArray();
    }
}
