namespace Platform.Rego;

/// <summary>What one evaluation may cost before it ends with <see cref="RegoLimitException"/>.</summary>
public sealed record EvaluationLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static EvaluationLimits Default { get; } = new();

    /// <summary>The most statements executed; work of builtins that grows with their operands is counted too.</summary>
    /// <value>500 million by default, a few seconds.</value>
    public long MaxInstructions { get; init; } = 500_000_000;

    /// <summary>The most elements put into arrays, objects and sets, plus one per 16 characters of strings made by builtins.</summary>
    /// <value>64 million by default, one to two gigabytes.</value>
    public long MaxElements { get; init; } = 64_000_000;

    /// <summary>The deepest nesting of calls.</summary>
    /// <value>1,000 by default.</value>
    public int MaxCallDepth { get; init; } = 1_000;
}
