using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>No rule may reach itself, also through a reference to its package or to <c>data</c>. Branches of <c>else</c> count one by one.</summary>
internal sealed class CheckRecursion : SyntaxRewriter
{
    private readonly RuleTree _tree;
    private readonly Dictionary<Rule, HashSet<Rule>> _edges = new(ReferenceEqualityComparer.Instance);
    private HashSet<Rule> _current = [];

    private CheckRecursion(RuleTree tree) => _tree = tree;

    public static void Run(RuleTree tree, DiagnosticBag diagnostics)
    {
        var check = new CheckRecursion(tree);
        var rules = tree.Subtree().SelectMany(r => r.Chain()).ToList();
        foreach (var rule in rules)
        {
            check._edges[rule] = check._current = new HashSet<Rule>(ReferenceEqualityComparer.Instance);
            check.Rule(rule with { Else = null });
        }

        foreach (var component in check.Components(rules))
        {
            foreach (var rule in component.OrderBy(r => r.Span.File, StringComparer.Ordinal).ThenBy(r => r.Span.Start))
            {
                var path = check.PathBack(rule).Select(Name);
                diagnostics.Recursion(rule.Span, Name(rule), path);
            }
        }
    }

    public override Term Reference(RefTerm reference)
    {
        _current.UnionWith(_tree.Reachable(reference).SelectMany(r => r.Chain()));
        return base.Reference(reference);
    }

    public override RefTerm Operator(RefTerm op)
    {
        _current.UnionWith(_tree.Reachable(op).SelectMany(r => r.Chain()));
        return op;
    }

    private static string Name(Rule rule) => TermPrinter.Print(rule.Head.Ref);

    // Tarjan's strongly connected components, without recursion; only those that hold a cycle.
    private List<List<Rule>> Components(List<Rule> rules)
    {
        var index = new Dictionary<Rule, int>(ReferenceEqualityComparer.Instance);
        var low = new Dictionary<Rule, int>(ReferenceEqualityComparer.Instance);
        var onStack = new HashSet<Rule>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Rule>();
        var result = new List<List<Rule>>();
        foreach (var start in rules)
        {
            if (index.ContainsKey(start))
            {
                continue;
            }

            var work = new Stack<(Rule Rule, IEnumerator<Rule> Next)>();
            void Open(Rule rule)
            {
                index[rule] = low[rule] = index.Count;
                stack.Push(rule);
                onStack.Add(rule);
                work.Push((rule, _edges[rule].GetEnumerator()));
            }

            Open(start);
            while (work.TryPeek(out var top))
            {
                if (top.Next.MoveNext())
                {
                    var next = top.Next.Current;
                    if (!index.ContainsKey(next))
                    {
                        Open(next);
                    }
                    else if (onStack.Contains(next))
                    {
                        low[top.Rule] = Math.Min(low[top.Rule], index[next]);
                    }

                    continue;
                }

                work.Pop();
                if (work.TryPeek(out var parent))
                {
                    low[parent.Rule] = Math.Min(low[parent.Rule], low[top.Rule]);
                }

                if (low[top.Rule] == index[top.Rule])
                {
                    var component = new List<Rule>();
                    Rule member;
                    do
                    {
                        member = stack.Pop();
                        onStack.Remove(member);
                        component.Add(member);
                    }
                    while (!ReferenceEquals(member, top.Rule));
                    if (component.Count > 1 || _edges[component[0]].Contains(component[0]))
                    {
                        result.Add(component);
                    }
                }
            }
        }

        return result;
    }

    // The shortest way from a rule back to itself.
    private List<Rule> PathBack(Rule rule)
    {
        var from = new Dictionary<Rule, Rule>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<Rule>();
        queue.Enqueue(rule);
        while (queue.TryDequeue(out var current))
        {
            foreach (var next in _edges[current])
            {
                if (ReferenceEquals(next, rule))
                {
                    var path = new List<Rule> { rule };
                    for (var at = current; !ReferenceEquals(at, rule); at = from[at])
                    {
                        path.Add(at);
                    }

                    path.Add(rule);
                    path.Reverse();
                    return path;
                }

                if (from.TryAdd(next, current))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return [rule, rule];
    }
}
