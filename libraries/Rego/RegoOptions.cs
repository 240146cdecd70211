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

    /// <summary>
    /// Whether the rules named <c>test_…</c> are prepared for a <see cref="RegoTestSuite"/> as <c>opa test</c> does: two of one name are two tests, and
    /// a case of a data-driven test whose body fails is a failed case.
    /// </summary>
    /// <value>False by default: they are rules like others.</value>
    public bool Tests { get; init; }

    /// <summary>Bounds on what the parser accepts.</summary>
    /// <value>The defaults of <see cref="ParseLimits"/>.</value>
    public ParseLimits Limits { get; init; } = new();
}
