using Platform.Rego.Ir;

namespace Platform.Rego.Execution;

/// <summary>
/// Finds the locals that hold a part of the base data reached by reference alone (<c>data.a.b</c>), because there OPA finds the key
/// <c>"2"</c> of an object by the number 2 (its storage has string paths). A value that was assigned to a variable does not count.
/// </summary>
internal static class DataLocals
{
    internal static HashSet<int> Find(IReadOnlyList<Block> blocks)
    {
        var dots = new List<DotStmt>();
        var others = new HashSet<int>();
        Collect(blocks, dots, others);
        var found = new HashSet<int> { 1 };
        foreach (var dot in dots)
        {
            if (dot.Source.Kind == OperandKind.Local && found.Contains(dot.Source.Value) && !others.Contains(dot.Target))
            {
                found.Add(dot.Target);
            }
        }

        return found;
    }

    private static void Collect(IReadOnlyList<Block> blocks, List<DotStmt> dots, HashSet<int> others)
    {
        foreach (var stmt in blocks.SelectMany(b => b.Stmts))
        {
            switch (stmt)
            {
                case DotStmt s: dots.Add(s); break;
                case AssignVarStmt s: others.Add(s.Target); break;
                case AssignVarOnceStmt s: others.Add(s.Target); break;
                case MakeArrayStmt s: others.Add(s.Target); break;
                case MakeObjectStmt s: others.Add(s.Target); break;
                case MakeSetStmt s: others.Add(s.Target); break;
                case ObjectMergeStmt s: others.Add(s.Target); break;
                case CallStmt s: others.Add(s.Result); break;
                case CallDynamicStmt s: others.Add(s.Result); break;
                case ScanStmt s: others.Add(s.Key); others.Add(s.Value); Collect([s.Block], dots, others); break;
                case BlockStmt s: Collect(s.Blocks, dots, others); break;
                case NotStmt s: Collect([s.Block], dots, others); break;
                case WithStmt s: Collect([s.Block], dots, others); break;
            }
        }
    }
}
