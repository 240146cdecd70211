using System.Security.Cryptography;
using System.Text;
using Platform.Rego.Bundles;

namespace Platform.Tests.PolicyControl;

/// <summary>Makes bundles that are right, so that a test can make one thing about them wrong.</summary>
internal sealed class SignedBundle : IDisposable
{
    public const string KeyId = "policy-1";

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Keys => BundleKeys.Write((KeyId, Key));

    public static Dictionary<string, ReadOnlyMemory<byte>> Files { get; } = new()
    {
        ["decision.rego"] = Text("package platform\n\ndecision := {}\n"),
        ["data.json"] = Text("""{"platform":{"reasons":{"role":{"status":403}},"purposes":{"gp":{"*":{"default":"TREAT","allowed":["TREAT"]}}}}}"""),
        ["schemas/input.json"] = Text("{}"),
        ["schemas/decision.json"] = Text("{}"),
    };

    public static ReadOnlyMemory<byte> Text(string text) => Encoding.UTF8.GetBytes(text);

    public static BundleManifest Manifest(DateTimeOffset now, long sequence = 1) => new($"r{sequence}", [""], sequence, now, now.AddHours(24));

    public Bundle Sign(DateTimeOffset now, long sequence = 1, string keyId = KeyId, string scope = "platform", ECDsa? key = null, string? extra = null)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(Files);
        if (extra is not null)
        {
            files["extra.rego"] = Text(extra);
        }

        return new BundleSigner(key ?? Key, keyId, scope).Sign(Manifest(now, sequence), files);
    }

    public void Dispose() => Key.Dispose();
}
