using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>A folder of policies as a bundle: what came with the program is trusted like the program, so nothing in it is signed and nothing expires.</summary>
internal static class PolicyFolder
{
    /// <exception cref="BundleRefusedException">There is no policy in it, it does not compile, or <c>data.platform.reasons</c> or <c>data.platform.purposes</c> is missing.</exception>
    public static ActivePolicy Read(string folder, PolicyCompilation compile)
    {
        if (!Directory.Exists(folder))
            throw new BundleRefusedException(BundleRefusal.Content, $"there is no folder of policies at {folder}");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), Path: path))
            .Where(file => (file.Name.EndsWith(".rego", StringComparison.Ordinal) && !file.Name.EndsWith("_test.rego", StringComparison.Ordinal)) || file.Name.EndsWith(".json", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToDictionary(file => file.Name, file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file.Path));
        var bundle = new Bundle(new BundleManifest($"folder-{Digest(files)[..12]}", [""], 1, null, null), files, null);
        if (!bundle.Modules.Any())
            throw new BundleRefusedException(BundleRefusal.Content, $"there is no policy in {folder}");
        using var data = JsonDocument.Parse(BundleData.JsonOf(bundle).ToJsonString());
        try
        {
            return new(
                bundle.Manifest.Revision, bundle.Manifest.Sequence, DateTimeOffset.MaxValue, compile(bundle),
                PurposeDefaults.Parse(Platform(data, "purposes")), ReasonAnswers.Parse(Platform(data, "reasons")))
            {
                Schemas = files.ContainsKey("schemas/input.json") ? DecisionSchemas.Of(bundle) : DecisionSchemas.None,
            };
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new BundleRefusedException(BundleRefusal.Content, e.Message, e);
        }
    }

    private static string Digest(Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
            hash.AppendData(content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonElement Platform(JsonDocument data, string name) =>
        data.RootElement.TryGetProperty("platform", out var platform) && platform.TryGetProperty(name, out var value)
            ? value
            : throw new FormatException($"the folder has no data.platform.{name} (platform/{name}/data.json)");
}
