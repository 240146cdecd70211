namespace Platform.Rego.Execution.Interpreter;

/// <summary>Counts what an evaluation costs, and looks for cancellation every so many instructions.</summary>
internal sealed class Meter(EvaluationLimits limits, CancellationToken cancellation)
{
    private const int CheckEvery = 2048;

    private long _instructions = limits.MaxInstructions;
    private long _elements = limits.MaxElements;
    private int _untilCheck = (int)Math.Min(CheckEvery, limits.MaxInstructions);
    private int _checkSize = (int)Math.Min(CheckEvery, limits.MaxInstructions);

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
            throw new RegoLimitException(RegoLimit.Elements, $"more than {limits.MaxElements} elements were made");
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

        cancellation.ThrowIfCancellationRequested();
    }

    private void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        _instructions -= _checkSize;
        if (_instructions <= 0)
        {
            throw Exhausted();
        }

        _checkSize = (int)Math.Min(CheckEvery, _instructions);
        _untilCheck = _checkSize - 1;
    }

    private RegoLimitException Exhausted() =>
        new(RegoLimit.Instructions, $"more than {limits.MaxInstructions} instructions were executed");
}
