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

    /// <summary>A statement is about to run.</summary>
    void Statement(Location at);

    /// <summary>A statement was undefined, and its block ended.</summary>
    void Undefined(Location at);
}
