using Platform.Rego.Builtins;
using Platform.Rego.Ir;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>Errors of builtins, the first few.</summary>
internal sealed class BuiltinErrors(PolicyProgram program)
{
    private const int Most = 20;

    private List<RegoEvaluationException>? _errors;

    internal IReadOnlyList<RegoEvaluationException> All => _errors is null ? [] : _errors;

    internal void Clear() => _errors = null;

    internal void Add(string builtin, BuiltinException? error, Location at)
    {
        if (error is null || _errors is { Count: >= Most })
        {
            return;
        }

        var code = error.IsOperandError ? EvaluationErrorCode.Type : EvaluationErrorCode.Builtin;
        var file = (uint)at.File < (uint)program.Files.Length ? program.Files[at.File] : "";
        (_errors ??= []).Add(new RegoEvaluationException(code, $"{builtin}: {error.Message}", file, at.Row, error));
    }
}
