namespace Platform.Rego;

/// <summary>Which limit an evaluation reached.</summary>
public enum RegoLimit
{
    /// <summary><see cref="EvaluationLimits.MaxInstructions"/></summary>
    Instructions,
    /// <summary><see cref="EvaluationLimits.MaxElements"/></summary>
    Elements,
    /// <summary><see cref="EvaluationLimits.MaxCallDepth"/>, or the stack of the thread.</summary>
    CallDepth,
    /// <summary>The nesting or size of a single value.</summary>
    Value,
}

/// <summary>An evaluation reached a limit.</summary>
public sealed class RegoLimitException : RegoEvaluationException
{
    internal RegoLimitException(RegoLimit limit, string reason, string file = "", int row = 0, Exception? inner = null)
        : base(EvaluationErrorCode.Limit, reason, file, row, inner) => Limit = limit;

    /// <summary>The limit.</summary>
    public RegoLimit Limit { get; }
}
