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

    public void Statement(Location at)
    {
    }

    public void Undefined(Location at)
    {
    }
}
