namespace Platform.Rego.Ir;

/// <summary>Finds functions that call themselves, directly or not; Rego has no recursion. Calls by a run-time path are limited when they run.</summary>
internal static class CallCycle
{
    internal static void Check(Policy policy)
    {
        var callees = policy.Funcs.ToDictionary(f => f.Name, f => Calls(f.Blocks).Distinct().ToArray(), StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var func in policy.Funcs)
        {
            Visit(func.Name);
        }

        // An explicit stack: a hostile plan may chain any number of functions.
        void Visit(string start)
        {
            var stack = new Stack<(string Name, int Next)>();
            stack.Push((start, 0));
            while (stack.TryPop(out var frame))
            {
                if (frame.Next == 0 && (done.Contains(frame.Name) || !open.Add(frame.Name)))
                {
                    continue;
                }

                var calls = callees[frame.Name];
                if (frame.Next == calls.Length)
                {
                    open.Remove(frame.Name);
                    done.Add(frame.Name);
                    continue;
                }

                var callee = calls[frame.Next];
                stack.Push((frame.Name, frame.Next + 1));
                if (!callees.ContainsKey(callee) || done.Contains(callee))
                {
                    continue;
                }

                if (open.Contains(callee))
                {
                    throw new PlanFormatException($"function {callee} is recursive");
                }

                stack.Push((callee, 0));
            }
        }
    }

    private static IEnumerable<string> Calls(IEnumerable<Block> blocks) => blocks.SelectMany(b => b.Stmts).SelectMany(stmt => stmt switch
    {
        CallStmt call => [call.Func],
        BlockStmt block => Calls(block.Blocks),
        ScanStmt scan => Calls([scan.Block]),
        NotStmt not => Calls([not.Block]),
        WithStmt with => Calls([with.Block]),
        _ => [],
    });
}
