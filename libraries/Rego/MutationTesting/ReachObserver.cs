using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.MutationTesting;

/// <summary>Notes which rules an evaluation asks, and how many statements it takes.</summary>
internal readonly struct ReachObserver(TestReach reach) : IEvaluationObserver
{
    public void Enter(string function) => reach.Enter(function);

    public void Exit(string function, Val result)
    {
    }

    public void BeginBody()
    {
    }

    public void Statement(Location at, StatementRole role) => reach.Statements++;

    public void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at)
    {
    }

    public void Undefined(Location at, Val left, Val right)
    {
    }
}

/// <summary>What one test reaches.</summary>
internal sealed class TestReach(RegoTest test)
{
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);

    public RegoTest Test => test;

    public long Statements { get; set; }

    // A function is named by the generation of `with` that it was planned for and by its rule.
    public void Enter(string function) => _rules.Add(function[(function.IndexOf('.', StringComparison.Ordinal) + 1)..]);

    /// <summary>Whether the rule was asked; one with variables in its head is asked by the path above them, together with all below.</summary>
    public bool Reaches(string rule)
    {
        for (var path = rule; ;)
        {
            if (_rules.Contains(path))
            {
                return true;
            }

            var cut = path.LastIndexOfAny(['.', '[']);
            if (cut < 0)
            {
                return false;
            }

            path = path[..cut];
        }
    }
}
