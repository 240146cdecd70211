namespace Platform.Rego.Execution.Interpreter;

/// <summary>Counts what an evaluation costs, and looks for cancellation every so many instructions.</summary>
internal sealed class Meter
{
    private const int CheckEvery = 2048;

    private EvaluationLimits _limits = EvaluationLimits.Default;
    private CancellationToken _cancellation;
    private long _instructions;
    private long _elements;
    private int _untilCheck;
    private int _checkSize;

    internal void Reset(EvaluationLimits limits, CancellationToken cancellation)
    {
        _limits = limits;
        _cancellation = cancellation;
        _instructions = limits.MaxInstructions;
        _elements = limits.MaxElements;
        _untilCheck = _checkSize = (int)Math.Min(CheckEvery, limits.MaxInstructions);
    }

    internal void Instruction()
    {
        if (--_untilCheck < 0)
        {
            Check();
        }
    }

    internal void Elements(long count)
    {
        if ((_elements -= count) < 0)
        {
            throw new RegoLimitException(RegoLimit.Elements, $"more than {_limits.MaxElements} elements were made");
        }
    }

    /// <summary>A composite is about to be copied.</summary>
    internal void Copy(int count)
    {
        Work(count >> 2);
        Elements(count);
    }

    /// <summary>Work of one instruction that grows with its operands.</summary>
    internal void Work(long units)
    {
        _instructions -= units;
        if (_instructions < 0)
        {
            throw Exhausted();
        }

        _cancellation.ThrowIfCancellationRequested();
    }

    private void Check()
    {
        _cancellation.ThrowIfCancellationRequested();
        _instructions -= _checkSize;
        if (_instructions <= 0)
        {
            throw Exhausted();
        }

        _checkSize = (int)Math.Min(CheckEvery, _instructions);
        _untilCheck = _checkSize - 1;
    }

    private RegoLimitException Exhausted() =>
        new(RegoLimit.Instructions, $"more than {_limits.MaxInstructions} instructions were executed");
}
