using System.Collections.Concurrent;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Values;
using Platform.Rego.Why;

namespace Platform.Cli.Policy.Replay;

/// <summary>The policies that logged decisions are made again with. Shared by all workers.</summary>
internal sealed class Candidate
{
    // What has another value each time it is asked, so that equal inputs need not have equal results.
    private static readonly string[] Clocks = ["time.now_ns", "io.jwt.decode_verify"];
    private static readonly string[] Unrepeatable = ["http.send", "net.lookup_ip_addr", "opa.runtime", "rand.intn", "uuid.rfc4122", "io.jwt.encode_sign", "io.jwt.encode_sign_raw"];

    private readonly RegoPolicy policy;
    private readonly ConcurrentDictionary<string, CandidateDocument> documents = new(StringComparer.Ordinal);

    private Candidate(RegoPolicy policy) => this.policy = policy;

    /// <summary>A folder, or an archive of a bundle; without tests.</summary>
    /// <exception cref="PolicyFilesException">It cannot be read.</exception>
    /// <exception cref="RegoCompileException">A module is wrong.</exception>
    public static Candidate Read(string path, PolicyReading reading)
    {
        var files = PolicyFiles.Read([path], reading with { IgnoreTests = true });
        return files.Modules.Count == 0 ? throw new PolicyFilesException($"{path}: no policy there (*.rego)") : new Candidate(RegoPolicy.Compile(files.Modules, files.Data));
    }

    /// <summary>The document at a path such as <c>platform/decision</c>.</summary>
    public CandidateDocument Document(string path) => documents.GetOrAdd(path, Prepare);

    /// <summary>Builtins whose values no log tells, of all documents that were asked.</summary>
    public IEnumerable<string> NotRepeatable => documents.Values.SelectMany(document => document.NotRepeatable).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Explains a decision of the candidate; null where the path is that of no rule.</summary>
    public WhyAnswer? Why(string path, Val input, CancellationToken cancellation)
    {
        try
        {
            return WhyNot.Of(policy, Reference(path)).Ask(input, new WhyOptions { MaxEdits = 0 }, cancellation);
        }
        catch (Exception unexplained) when (unexplained is RegoCompileException or RegoEvaluationException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string Reference(string path) => "data" + string.Concat(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => $"[{Val.From(part).ToJson()}]"));

    private CandidateDocument Prepare(string path)
    {
        var query = policy.Prepare(Reference(path));
        var builtins = query.Plan.Static.BuiltinFuncs.Select(builtin => builtin.Name).ToHashSet(StringComparer.Ordinal);
        return new CandidateDocument(query, Clocks.Any(builtins.Contains), [.. Unrepeatable.Where(builtins.Contains)]);
    }
}

/// <summary>A document of the candidate.</summary>
/// <param name="Query">Evaluates it.</param>
/// <param name="ReadsClock">It depends on the time, so it is given the event's.</param>
/// <param name="NotRepeatable">Builtins that it may call whose values no log tells.</param>
internal sealed record CandidateDocument(PreparedQuery Query, bool ReadsClock, IReadOnlyList<string> NotRepeatable)
{
    /// <summary>Whether equal inputs have equal results.</summary>
    public bool IsFunctionOfInput => !ReadsClock && NotRepeatable.Count == 0;
}
