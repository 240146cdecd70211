namespace Platform.Rego;

/// <summary>What one evaluation may cost before it ends with <see cref="RegoLimitException"/>.</summary>
public sealed record EvaluationLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static EvaluationLimits Default { get; } = new();

    /// <summary>The most statements executed; work of builtins that grows with their operands is counted too.</summary>
    /// <value>500 million by default, a few seconds.</value>
    public long MaxInstructions { get; init; } = 500_000_000;

    /// <summary>The most elements put into arrays, objects and sets, four per fresh one of these, and one per 16 characters of strings made by builtins.</summary>
    /// <value>32 million by default, at most about two gigabytes.</value>
    public long MaxElements { get; init; } = 32_000_000;

    /// <summary>The deepest nesting of calls.</summary>
    /// <value>1,000 by default.</value>
    public int MaxCallDepth { get; init; } = 1_000;
}
