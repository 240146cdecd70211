using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>Nobody looks; the machine leaves the calls out.</summary>
internal readonly struct NoObserver : IEvaluationObserver
{
    public void Enter(string function)
    {
    }

    public void Exit(string function, Val result)
    {
    }

    public void BeginBody()
    {
    }

    public void Statement(Location at, StatementRole role)
    {
    }

    public void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at)
    {
    }

    public void Undefined(Location at, Val left, Val right)
    {
    }
}
