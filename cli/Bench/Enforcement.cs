using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Cli.Policy;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Spool;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Bench;

/// <summary>What a service does before it answers a call, part by part, by the same code and with the policies of this repository.</summary>
internal static class Enforcement
{
    private const string Audience = "records";
    private const string Path = "/patients/p-1/notes";
    private static readonly WorkloadIdentityOptions Identity = new() { AppId = Audience, Process = "bench", StateDirectory = "" };

    public static IEnumerable<(string Name, Func<Measurement, TimeSpan, CancellationToken, BenchRow> Run)> Parts()
    {
        yield return ("enforcement/proof", (measure, _, _) => Proof(measure));
        yield return ("enforcement/decision", (measure, _, _) => Decision(measure));
        yield return ("enforcement/audit", (measure, _, _) => Audit(measure));
    }

    // Each proof is accepted once, so that one is made for each that is checked: the row tells both ends.
    private static BenchRow Proof(Measurement measure)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var maker = new ProofOfPossession(TimeProvider.System);
        var target = ProofOfPossession.Target(Audience, Path);
        var thumbprint = JsonWebKeys.Thumbprint(key);
        return measure.Of("enforcement/proof", () =>
        {
            // The cache of a service is swept by the minute; a fresh one keeps the measurement from filling it.
            var checker = new KeyProofValidator(new ReplayCache(TimeProvider.System), Identity, TimeProvider.System);
            if (checker.Validate(maker.Create(key, "token", "GET", target), "token", "GET", target, thumbprint).Refusal is { } refusal)
                throw new BenchException($"enforcement/proof: {refusal}");
        });
    }

    private static BenchRow Decision(Measurement measure)
    {
        var folder = Running.Repository.File("policies");
        var files = PolicyFiles.Read([folder], new PolicyReading(RegoVersion.V1) { IgnoreTests = true, Bundle = true });
        var query = RegoPolicy.Compile(files.Modules, files.Data).Prepare("data.platform.decision");
        var input = PolicyFolder.Read(folder).Permitted.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value)
            .First(one => one["action"].AsString().StartsWith("records.note", StringComparison.Ordinal));
        return query.Evaluate(input)["allow"].IsTrue
            ? measure.Of("enforcement/decision", () => query.Evaluate(input))
            : throw new BenchException("enforcement/decision: a permitted case is denied");
    }

    // One event at a time, each on disk before the next: events that come together share the wait.
    private static BenchRow Audit(Measurement measure)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-");
        try
        {
            using var record = JsonDocument.Parse("""{"eventType":"read","action":"records.note.read","outcome":"success","patient":"p-1","decisionId":"0af7651916cd43dd8448eb211c80319c"}""");
            var type = (JsonTypeInfo<JsonElement>)JsonSerializerOptions.Web.GetTypeInfo(typeof(JsonElement));
            var spool = DurableSpool<JsonElement>.Open(new SpoolOptions { Directory = folder.FullName, BytesMax = 4L << 30 }, type);
            try
            {
                return measure.Of("enforcement/audit", () => spool.AppendAsync(record.RootElement).GetAwaiter().GetResult());
            }
            finally
            {
                spool.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
