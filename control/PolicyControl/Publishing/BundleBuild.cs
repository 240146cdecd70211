using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.PolicyControl.Emergency;
using Platform.PolicyControl.Sources;
using Platform.Rego;
using Platform.Rego.AspNetCore;
using Platform.Rego.Values;

namespace Platform.PolicyControl.Publishing;

/// <summary>Compiles, tests, and gives the files of the bundle.</summary>
internal static class BundleBuild
{
    private const int FailuresShown = 10;

    /// <summary>The files of the bundle that these sources make.</summary>
    /// <exception cref="PublicationRefusedException">A policy does not compile, a test fails or there is none, or the data lacks what every decision needs.</exception>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files(PolicySources sources, out int testsRun)
    {
        CheckData(sources);
        try
        {
            var data = Val.Parse(sources.Data.ToJsonString());
            RegoPolicy.Compile(sources.Modules.Select(ToModule), data);
            var tests = RegoTestSuite.Of(RegoPolicy.Compile(sources.Modules.Concat(sources.Tests).Select(ToModule), data, new RegoOptions { Tests = true }));
            testsRun = tests.Tests.Count;
            var failed = tests.RunAll().Where(test => test.Outcome is RegoTestOutcome.Failed or RegoTestOutcome.Errored).Select(test => test.Test).ToArray();
            if (testsRun == 0 || failed.Length > 0)
            {
                throw new PublicationRefusedException(testsRun == 0
                    ? "there is no test"
                    : $"{failed.Length} of {testsRun} tests fail: {string.Join(", ", failed.Take(FailuresShown).AsEnumerable())}{(failed.Length > FailuresShown ? ", …" : "")}");
            }
        }
        catch (RegoCompileException e)
        {
            throw new PublicationRefusedException($"the policies do not compile: {e.Message}", e);
        }

        var files = sources.Modules.Concat(sources.Schemas).ToDictionary(file => file.Path, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Text));
        files["data.json"] = JsonSerializer.SerializeToUtf8Bytes(sources.Data);
        return files;
    }

    /// <summary>Identifies the content, whatever its sequence and signature.</summary>
    public static string DigestOf(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
            hash.AppendData(content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What every agent will check as well: better refused here than by everybody.
    private static void CheckData(PolicySources sources)
    {
        if (!EmergencyData.IsOpen(sources.Data))
        {
            throw new PublicationRefusedException("platform/emergency/data.json must have `denials`, empty, and `spared`: what is closed in an emergency is not written into the folder");
        }

        try
        {
            using var data = JsonDocument.Parse(sources.Data["platform"]!.ToJsonString());
            ReasonAnswers.Parse(data.RootElement.GetProperty("reasons"));
            PurposeDefaults.Parse(data.RootElement.GetProperty("purposes"));
            foreach (var name in new[] { "schemas/input.json", "schemas/decision.json" })
            {
                using var schema = JsonDocument.Parse(sources.Schemas.Single(file => file.Path == name).Text);
                JsonSchema.Parse(schema.RootElement);
            }
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidOperationException or JsonException)
        {
            throw new PublicationRefusedException($"reasons, purposes or a schema of input and decision: {e.Message}", e);
        }
    }

    public static RegoModule ToModule(SourceFile file) => new(file.Path, file.Text);
}
