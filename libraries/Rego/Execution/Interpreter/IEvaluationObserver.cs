using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>Is told what an evaluation does: the seam of coverage, profile, trace and explanation.</summary>
public interface IEvaluationObserver
{
    /// <summary>A function begins; rules whose value is known already do not run again.</summary>
    void Enter(string function);

    /// <summary>A function ended.</summary>
    void Exit(string function, Val result);

    /// <summary>The next body of the function begins: one per rule, and some that the planner adds.</summary>
    void BeginBody();

    /// <summary>A statement is about to run.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="role">What it is for.</param>
    void Statement(Location at, StatementRole role);

    /// <summary>A builtin was called.</summary>
    void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at);

    /// <summary>A statement was undefined, and its block ended.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="left">What was compared with <paramref name="right"/>, if the statement compares.</param>
    /// <param name="right">The other value.</param>
    void Undefined(Location at, Val left, Val right);
}
