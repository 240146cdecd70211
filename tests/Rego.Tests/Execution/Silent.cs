using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Execution;

/// <summary>An observer that says nothing: with it a plan runs statement by statement, as nothing of the fast path may when somebody looks.</summary>
internal readonly struct Silent : IEvaluationObserver
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
