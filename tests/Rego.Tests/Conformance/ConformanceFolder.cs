using System.IO.Compression;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Conformance;

/// <summary>The folder of OPA's cases and plans: <c>OPA_CONFORMANCE</c>, or <c>shared/opa-conformance</c> beside a folder around us.</summary>
internal static class ConformanceFolder
{
    internal const string Missing = "no opa-conformance folder: set OPA_CONFORMANCE, or put it at shared/opa-conformance beside the repository";

    internal static string? Path { get; } = Find();

    /// <summary>The cases with OPA's own plans.</summary>
    internal static IEnumerable<ConformanceCase> Plans() => Cases("plans", "*");

    /// <summary>The cases with their modules.</summary>
    internal static IEnumerable<ConformanceCase> Cases() => Cases("cases", "*");

    /// <summary>JSON, perhaps compressed, whatever the extension says: one file of the suite is named as YAML.</summary>
    internal static Val Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return Val.Parse(bytes);
        }

        using var unzipped = new MemoryStream();
        using (var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            zip.CopyTo(unzipped);
        }

        return Val.Parse(unzipped.ToArray());
    }

    private static IEnumerable<ConformanceCase> Cases(string part, string pattern)
    {
        var filter = Environment.GetEnvironmentVariable("OPA_CONFORMANCE_FILTER") ?? "";
        foreach (var directory in Directory.GetDirectories(System.IO.Path.Combine(Path!, part)).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.GetFiles(directory, pattern).Order(StringComparer.Ordinal))
            {
                foreach (var json in Read(file)["cases"].Items.ToArray())
                {
                    var one = new ConformanceCase(System.IO.Path.GetFileName(directory), json);
                    if (one.Note.Contains(filter, StringComparison.Ordinal))
                    {
                        yield return one;
                    }
                }
            }
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("OPA_CONFORMANCE") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "opa-conformance");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
