namespace Platform.Rego;

/// <summary>How modules are compiled.</summary>
public sealed record RegoOptions
{
    /// <summary>Whether unused variables, arguments and imports are errors.</summary>
    /// <value>False by default, as in OPA.</value>
    public bool Strict { get; init; }

    /// <summary>Whether <c>print</c> calls are kept; their lines go to <see cref="EvaluationOptions.Print"/>.</summary>
    /// <value>False by default: they are erased.</value>
    public bool PrintCalls { get; init; }

    /// <summary>Whether static types are checked.</summary>
    /// <value>True by default, as in OPA.</value>
    public bool TypeCheck { get; init; } = true;

    /// <summary>JSON Schemas that the input and the base documents promise to follow; references that contradict them are errors.</summary>
    /// <value>Null by default: only schemas that stand in METADATA itself are taken.</value>
    public RegoSchemas? Schemas { get; init; }

    /// <summary>
    /// Whether the rules named <c>test_…</c> are prepared for a <see cref="RegoTestSuite"/> as <c>opa test</c> does: two of one name are two tests, and
    /// a case of a data-driven test whose body fails is a failed case.
    /// </summary>
    /// <value>False by default: they are rules like others.</value>
    public bool Tests { get; init; }

    /// <summary>Builtins of the host, which the modules may call.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<RegoBuiltin> Builtins { get; init; } = [];

    /// <summary>
    /// The most statements that the plan of a query may have: rules that replace each other with <c>with</c> are planned anew for each replacement, so
    /// that a small policy may ask for an endless plan. Exceeding it is a <c>rego_limit_error</c> when the query is prepared.
    /// </summary>
    /// <value>Default 5,000,000.</value>
    public int MaxPlanStatements { get; init; } = 5_000_000;

    /// <summary>Bounds on what the parser accepts.</summary>
    /// <value>The defaults of <see cref="ParseLimits"/>.</value>
    public ParseLimits Limits { get; init; } = new();
}
