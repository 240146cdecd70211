using System.Text;

namespace Platform.Rego.Tests.Conformance;

/// <summary>Runs cases, tells language and builtin directories apart, and holds the failures against the list of those not expected to pass.</summary>
internal sealed class ConformanceRun(string half)
{
    private static readonly HashSet<string> s_language = new(
    [
        "assignments", "baseandvirtualdocs", "comparisonexpr", "completedoc", "compositebasedereference", "compositereferences",
        "comprehensions", "containskeyword", "dataderef", "defaultkeyword", "disjunction", "elsekeyword", "embeddedvirtualdoc", "eqexpr",
        "evaltermexpr", "every", "example", "fix1863", "functionerrors", "functions", "helloworld", "indexing", "indirectreferences",
        "inputvalues", "invalidkeyerror", "keywordrefs", "negation", "nestedreferences", "partialdocconstants", "partialiter",
        "partialobjectdoc", "partialsetdoc", "planner-ir", "refheads", "regometadatachain", "regometadatarule", "stringinterpolation",
        "topdowndynamicdispatch", "type", "undos", "varreferences", "virtualdocs", "withkeyword",
    ], StringComparer.Ordinal);

    private readonly SortedDictionary<string, (int Passed, int Failed)> _directories = new(StringComparer.Ordinal);
    private readonly List<string> _surprises = [];
    private readonly SortedDictionary<string, string> _failures = new(StringComparer.Ordinal);

    /// <summary>Runs every case; what a run returns is the problem, null if there is none.</summary>
    internal void All(IEnumerable<ConformanceCase> cases, Func<ConformanceCase, string?> run)
    {
        var notYet = NotYet.Of(half);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in cases)
        {
            var problem = run(one);
            var (passed, failed) = _directories.GetValueOrDefault(one.Directory);
            _directories[one.Directory] = problem is null ? (passed + 1, failed) : (passed, failed + 1);
            if (problem is not null)
            {
                _failures[one.Note] = problem;
            }

            seen.Add(one.Note);
            if (problem is not null && !notYet.ContainsKey(one.Note))
            {
                _surprises.Add($"FAILED {one.Note}: {problem}");
            }
        }

        // Several cases may have one note: it is listed for as long as one of them fails.
        _surprises.AddRange(notYet.Keys
            .Where(note => seen.Contains(note) && !_failures.ContainsKey(note))
            .Select(note => $"PASSED although not-yet.json lists it: {note}"));

        // OPA_CONFORMANCE_WRITE=file lists what fails now in the form of not-yet.json, to be put there with better reasons.
        if (Environment.GetEnvironmentVariable("OPA_CONFORMANCE_WRITE") is { Length: > 0 } file)
        {
            NotYet.Write(file, half, _failures);
        }
    }

    /// <summary>The cases that did not do what was expected; empty if all did.</summary>
    internal IReadOnlyList<string> Surprises => _surprises;

    internal string Report()
    {
        var text = new StringBuilder();
        Kind("language", s_language.Contains);
        Kind("builtins", d => !s_language.Contains(d));
        return text.ToString();

        void Kind(string name, Func<string, bool> belongs)
        {
            var rows = _directories.Where(d => belongs(d.Key)).ToList();
            text.AppendLine($"{half}, {name}: {rows.Sum(r => r.Value.Passed)} passed, {rows.Sum(r => r.Value.Failed)} failed in {rows.Count} directories");
            foreach (var (directory, (passed, failed)) in rows.Where(r => r.Value.Failed > 0))
            {
                text.AppendLine($"  {directory}: {passed} passed, {failed} failed");
            }
        }
    }
}
