using System.Security.Cryptography;
using Platform.Cli.Demo;

namespace Platform.Cli.Exam.Steps;

/// <summary>What a client says in the headers of tracing: baggage that claims a role, and a trace of its own.</summary>
internal static class ForeignTraces
{
    private static readonly string[] Services = ["gateway", "gateway-dapr", "records", "records-dapr"];

    public static ExamStep Step { get; } = new(
        "E45", "baggage that claims a role and names a patient; a forged traceparent with tracestate", "the baggage is dropped; a new trace, linked and not continued", ["DM-06"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var theirs = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var mark = "forged" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        (string, string)[] headers =
        [
            ("baggage", $"role=admin,nhs={scene.Facts.NhsNumber},mark={mark}"), ("correlation-context", $"mark={mark}"),
            ("traceparent", $"00-{theirs}-{theirs[..16]}-01"), ("tracestate", $"mark={mark}"),
        ];
        await examination.TryAsync("the role that the baggage claims", cancel => scene.AskAsync(scene.People.Unrelated, "GET", scene.Record, cancel, null, headers), cancellation, 404);
        var answer = await scene.AskAsync(scene.People.Consultant, "GET", scene.Record, cancellation, null, headers);
        examination.RequireAnswered("the right call with such headers", answer);
        var own = answer.Headers.GetValueOrDefault("traceresponse", "").Split('-') is [_, { Length: 32 } id, ..] ? id : "";
        examination.Judge("the trace of the answer", own.Length == 32 && own != theirs, $"'{own}'");
        var trace = await Traces.CollectAsync(scene.Platform.State, own, Services, cancellation);
        examination.Require("the call's own trace is whole", trace.Ok, $"{trace.Spans} spans of {string.Join(", ", trace.Services)}");
        examination.Judge("spans in the client's trace", TraceFiles.Read(scene.Platform.State, theirs).Count == 0, "somebody continued it");
        examination.Judge("the baggage in any file", !Found(scene.Platform.State, mark), "it was written down");
        examination.Judge("the link to the client's trace", Found(scene.Platform.State, theirs), "no span links to it");
    }

    private static bool Found(string state, string text) => Directory.EnumerateFiles(state, "*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".log", StringComparison.Ordinal))
        .Any(file =>
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
        });
}
