using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>Builds an <see cref="Explanation"/> while a plan runs.</summary>
/// <param name="recorder">What collects.</param>
internal readonly struct ExplanationObserver(ExplanationRecorder recorder) : IEvaluationObserver
{
    public void Enter(string function) => recorder.Enter(function);

    public void Exit(string function, Val result) => recorder.Exit(result);

    public void BeginBody() => recorder.BeginBody();

    public void Statement(Location at, StatementRole role)
    {
        if (role != StatementRole.Housekeeping)
        {
            recorder.Statement(at, role == StatementRole.Head);
        }
    }

    public void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at) => recorder.Called(builtin, operands, result, at);

    public void Undefined(Location at, Val left, Val right) => recorder.Undefined(at, left, right);
}
