using Platform.Rego.Ir;

namespace Platform.Rego.Execution;

/// <summary>Finds the local in which a body of a rule leaves the rule's value: the head stands before all expressions of the body.</summary>
internal static class HeadTarget
{
    internal static int Of(Block body)
    {
        var (target, row, col) = (-1, int.MaxValue, int.MaxValue);
        Visit(body);
        return target;

        void Visit(Block block)
        {
            foreach (var stmt in block.Stmts)
            {
                switch (stmt)
                {
                    case AssignVarOnceStmt s: Consider(s.Target, s.At); break;
                    case SetAddStmt s: Consider(s.Set, s.At); break;
                    case ObjectInsertOnceStmt s: Consider(s.Object, s.At); break;
                    case BlockStmt s: s.Blocks.ToList().ForEach(Visit); break;
                    case ScanStmt s: Visit(s.Block); break;
                    case NotStmt s: Visit(s.Block); break;
                    case WithStmt s: Visit(s.Block); break;
                }
            }
        }

        void Consider(int local, Location at)
        {
            if (at.Row < row || (at.Row == row && at.Col < col))
            {
                (target, row, col) = (local, at.Row, at.Col);
            }
        }
    }
}
