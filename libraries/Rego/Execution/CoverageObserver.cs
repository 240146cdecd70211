using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>Tells <see cref="Coverage"/> which lines an evaluation reaches.</summary>
public readonly struct CoverageObserver : IEvaluationObserver
{
    private readonly SortedDictionary<int, bool>?[] _files;

    internal CoverageObserver(SortedDictionary<int, bool>?[] files) => _files = files;

    /// <inheritdoc/>
    public void Statement(Location at, StatementRole role)
    {
        if (role != StatementRole.Housekeeping && at.Row > 0 && (uint)at.File < (uint)_files.Length && _files[at.File] is { } lines)
        {
            lines[at.Row] = true;
        }
    }

    /// <inheritdoc/>
    public void Enter(string function)
    {
    }

    /// <inheritdoc/>
    public void Exit(string function, Val result)
    {
    }

    /// <inheritdoc/>
    public void BeginBody()
    {
    }

    /// <inheritdoc/>
    public void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at)
    {
    }

    /// <inheritdoc/>
    public void Undefined(Location at, Val left, Val right)
    {
    }
}
