using System.IO.Compression;
using System.Text;
using Platform.Cli.Policy;
using Platform.Rego.Values;

namespace Platform.Policies.Tests.Changes;

/// <summary>A log of decisions that our policies make of the questions of the matrix, each at another time, in OPA's shape.</summary>
internal static class GeneratedLog
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How many inputs it takes to have each question once.</summary>
    public static int Round { get; } = MatrixDomain.Of(ChangedPolicies.Ours).Count();

    /// <summary>So many inputs; from the second round on at other seconds, so that no two are alike.</summary>
    public static IEnumerable<Val> Inputs(int count)
    {
        var questions = MatrixDomain.Of(ChangedPolicies.Ours).Select(one => one.Input).ToList();
        for (var i = 0; i < count; i++)
        {
            // A step that shares no divisor with their number goes through all of them.
            var input = questions[(int)((long)i * 7919 % questions.Count)];
            yield return With(input, "context", With(input["context"], "time", $"2026-01-05T09:{i / questions.Count / 60 % 60:00}:{i / questions.Count % 60:00}.000Z"));
        }
    }

    public static string Line(int number, Val input, string? result = null, string more = "") =>
        $"{{\"labels\":{{\"app\":\"records\",\"id\":\"spiffe://platform.local/ns/default/records\"}},\"decision_id\":\"{number:x32}\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
        + $"\"bundles\":{{\"platform\":{{\"revision\":\"r1\"}}}},\"path\":\"platform/decision\",\"input\":{input.ToJson()},\"result\":{result ?? PolicySource.Decision.Evaluate(input).ToJson()},"
        + $"\"timestamp\":\"{Start.AddSeconds(number):yyyy-MM-ddTHH:mm:ss.fffZ}\",\"metrics\":{{\"timer_rego_query_eval_ns\":12000}},\"erased\":[],\"masked\":[],\"lost\":0{more}}}";

    /// <summary>Writes lines as a file, compressed if its name says so.</summary>
    public static string Write(string file, IEnumerable<string> lines)
    {
        using var stream = File.Create(file);
        using var target = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionLevel.Fastest) : (Stream)stream;
        using var writer = new StreamWriter(target, new UTF8Encoding(false));
        foreach (var line in lines)
            writer.Write($"{line}\n");
        return file;
    }

    private static Val With(Val of, string name, Val value)
    {
        var members = new ObjectBuilder();
        foreach (var key in of.Keys)
            members.Set(key, of.Get(key));
        return members.Set(name, value).Build();
    }
}
