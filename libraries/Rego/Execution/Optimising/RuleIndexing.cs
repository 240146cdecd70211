using Platform.Rego.Values;

namespace Platform.Rego.Execution.Optimising;

/// <summary>Finds the references by whose value bodies can be told apart before they run.</summary>
/// <remarks>Only what a body tests before it does anything that shows counts: leaving the body out then changes nothing but time.</remarks>
internal sealed class RuleIndexing(Function function, Func<int, Val> constant)
{
    private const int FewestBodies = 4;
    private const int MostCopies = 8;

    private int _budget;

    public RuleIndex Build(Instruction[][] blocks)
    {
        var bodies = Bodies(blocks);
        _budget = bodies.Count * MostCopies;
        return Build(bodies, []);
    }

    private RuleIndex Build(List<Body> bodies, HashSet<TestedReference> asked)
    {
        Instruction[][] all = [.. bodies.SelectMany(body => body.Blocks)];
        var best = bodies.SelectMany(body => body.Tests.Keys).Where(reference => !asked.Contains(reference))
            .GroupBy(reference => reference).OrderByDescending(Worth).FirstOrDefault()?.Key;
        if (best is null || bodies.Count(body => body.Tests.ContainsKey(best)) < FewestBodies)
        {
            return RuleIndex.Of(all);
        }

        var (byValue, others) = Split(bodies, best);
        _budget -= others.Count * byValue.Count;
        if (byValue.Count < 2 || _budget < 0)
        {
            return RuleIndex.Of(all);
        }

        HashSet<TestedReference> now = [.. asked, best];
        return RuleIndex.By(best, all, byValue.ToDictionary(value => value.Key, value => Build(value.Value, now)), Build(others, now));

        // Many values tell more than many bodies with one.
        int Worth(IGrouping<TestedReference, TestedReference> group) => bodies.Select(body => body.Tests.GetValueOrDefault(group.Key)).Distinct().Count();
    }

    // In the order of the bodies; one that does not ask may hold for every value.
    private static (Dictionary<Val, List<Body>> ByValue, List<Body> Others) Split(List<Body> bodies, TestedReference reference)
    {
        var byValue = new Dictionary<Val, List<Body>>();
        var others = new List<Body>();
        foreach (var body in bodies)
        {
            if (body.Tests.TryGetValue(reference, out var value))
            {
                if (!byValue.TryGetValue(value, out var same))
                {
                    byValue.Add(value, same = [.. others]);
                }

                same.Add(body);
            }
            else
            {
                others.Add(body);
                foreach (var same in byValue.Values)
                {
                    same.Add(body);
                }
            }
        }

        return (byValue, others);
    }

    // A block that hands on the value of the body before it stays with it.
    private List<Body> Bodies(Instruction[][] blocks)
    {
        var bodies = new List<Body>();
        foreach (var block in blocks)
        {
            if (block is [{ Op: OpCode.IsDefined }, { Op: OpCode.AssignVarOnce }] && bodies.Count > 0)
            {
                bodies[^1].Blocks.Add(block);
            }
            else
            {
                bodies.Add(new Body([block], Tests(block)));
            }
        }

        return bodies;
    }

    private Dictionary<TestedReference, Val> Tests(Instruction[] block)
    {
        var tests = new Dictionary<TestedReference, Val>();
        var known = function.Parameters.ToDictionary(parameter => parameter, parameter => new TestedReference(parameter, []));
        foreach (var i in block)
        {
            switch (i.Op)
            {
                case OpCode.EqualDot when known.TryGetValue(i.A, out var source):
                    Add(new(source.Root, [.. source.Path, i.Constant]), i.B);
                    break;
                case OpCode.Equal:
                    Compare(i.A, i.B);
                    Compare(i.B, i.A);
                    break;
                case OpCode.DotKey when known.TryGetValue(i.A, out var source):
                    known[i.Target] = new(source.Root, [.. source.Path, i.Constant]);
                    break;
                case OpCode.Dot when i.B < 0 && known.TryGetValue(i.A, out var source):
                    known[i.Target] = new(source.Root, [.. source.Path, constant(i.B)]);
                    break;
                case OpCode.EqualDot or OpCode.EqualDotDot or OpCode.NotEqual or OpCode.IsArray or OpCode.IsObject or OpCode.IsSet or OpCode.IsDefined
                    or OpCode.IsUndefined:
                    break;
                case OpCode.DotKey or OpCode.Dot or OpCode.DataDot or OpCode.Len or OpCode.AssignVar or OpCode.AssignConstant or OpCode.ResetLocal:
                    known.Remove(i.Target);
                    break;
                default:
                    return tests;
            }
        }

        return tests;

        void Compare(int local, int operand)
        {
            if (known.TryGetValue(local, out var source))
            {
                Add(source, operand);
            }
        }

        void Add(TestedReference reference, int operand)
        {
            if (operand < 0 && constant(operand) is { O: not Composite } value)
            {
                tests.TryAdd(reference, value);
            }
        }
    }

    private sealed record Body(List<Instruction[]> Blocks, IReadOnlyDictionary<TestedReference, Val> Tests);
}
