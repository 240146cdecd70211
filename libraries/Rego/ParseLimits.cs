namespace Platform.Rego;

/// <summary>Bounds on what the parser accepts, against hostile policies. Exceeding one is a <c>rego_limit_error</c>.</summary>
public sealed record ParseLimits
{
    /// <summary>Characters of one module.</summary>
    /// <value>Default 4,194,304.</value>
    public int SourceLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Nesting of terms, bodies and operators.</summary>
    /// <value>Default 512.</value>
    public int Depth { get; init; } = 512;

    /// <summary>Steps the parser may take per token on average, retried readings included.</summary>
    /// <value>Default 200.</value>
    public int StepsPerToken { get; init; } = 200;
}
