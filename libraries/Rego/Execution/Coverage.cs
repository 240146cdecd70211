using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>
/// Which lines of the sources were evaluated, over any number of evaluations and plans. A line counts if a rule or an expression begins on it.
/// One thread at a time.
/// </summary>
public sealed class Coverage
{
    private readonly SortedDictionary<string, SortedDictionary<int, bool>> _files = new(StringComparer.Ordinal);

    /// <summary>Adds the lines of a plan, none of them evaluated, and returns what its evaluations tell.</summary>
    /// <param name="policy">The plan.</param>
    /// <param name="include">Which files count; all but the query if null.</param>
    public CoverageObserver Observe(Policy policy, Func<string, bool>? include = null)
    {
        var files = policy.Static.Files.Select(name => (include?.Invoke(name) ?? name != "<query>") ? Lines(name) : null).ToArray();
        foreach (var block in policy.Funcs.SelectMany(f => f.Blocks))
        {
            Add(block, files);
        }

        return new CoverageObserver(files);
    }

    /// <summary>Adds what a policy has and no plan reaches: rules that no test asks for count as not evaluated.</summary>
    /// <param name="policy">The modules.</param>
    public void Include(RegoPolicy policy)
    {
        foreach (var (file, rows) in policy.CoverableLines)
        {
            var lines = Lines(file);
            if (!rows.Any(lines.ContainsKey))
            {
                foreach (var row in rows)
                {
                    lines.Add(row, false);
                }
            }
        }
    }

    /// <summary>The report in the JSON form of <c>opa test --coverage</c>.</summary>
    public Val Report()
    {
        var files = new ObjectBuilder();
        foreach (var (name, lines) in _files)
        {
            files.Set(name, Summary(lines.Values).Set("covered", Ranges(lines, true)).Set("not_covered", Ranges(lines, false)).Build());
        }

        return Summary(_files.Values.SelectMany(f => f.Values)).Set("files", files.Build()).Build();
    }

    private static ObjectBuilder Summary(IEnumerable<bool> lines)
    {
        var all = lines.ToList();
        var covered = all.Count(line => line);
        var percent = all.Count == 0 ? 0 : Math.Round(10_000.0 * covered / all.Count) / 100;
        return new ObjectBuilder()
            .Set("coverage", Val.From(percent)).Set("covered_lines", covered).Set("not_covered_lines", all.Count - covered);
    }

    /// <summary>Rows that follow each other make one range; an empty list is left out.</summary>
    private static Val Ranges(SortedDictionary<int, bool> lines, bool covered)
    {
        var ranges = new ArrayBuilder();
        int? start = null;
        var end = 0;
        foreach (var row in lines.Where(l => l.Value == covered).Select(l => l.Key))
        {
            if (start is { } open && row != end + 1)
            {
                ranges.Add(Range(open, end));
                start = null;
            }

            start ??= row;
            end = row;
        }

        if (start is { } last)
        {
            ranges.Add(Range(last, end));
        }

        return ranges.Count == 0 ? default : Val.From(ranges.Build());
    }

    private static Val Range(int start, int end) =>
        Val.ObjectOf(("start", Val.ObjectOf(("row", start))), ("end", Val.ObjectOf(("row", end))));

    private static void Add(Block block, SortedDictionary<int, bool>?[] files)
    {
        foreach (var stmt in block.Stmts)
        {
            if (stmt is not (NopStmt or ResetLocalStmt or ReturnLocalStmt or IsDefinedStmt or IsUndefinedStmt or BlockStmt or BreakStmt
                or MakeArrayStmt or MakeObjectStmt or MakeSetStmt or ResultSetAddStmt)
                && stmt.At.Row > 0 && (uint)stmt.At.File < (uint)files.Length)
            {
                files[stmt.At.File]?.TryAdd(stmt.At.Row, false);
            }

            foreach (var inner in stmt switch
            {
                BlockStmt s => s.Blocks,
                ScanStmt s => [s.Block],
                NotStmt s => [s.Block],
                WithStmt s => [s.Block],
                _ => [],
            })
            {
                Add(inner, files);
            }
        }
    }

    private SortedDictionary<int, bool> Lines(string file)
    {
        if (!_files.TryGetValue(file, out var lines))
        {
            _files.Add(file, lines = []);
        }

        return lines;
    }
}
