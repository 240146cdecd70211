namespace Platform.Rego;

/// <summary>The codes of <see cref="RegoEvaluationException"/>; OPA's, and ours for limits.</summary>
public static class EvaluationErrorCode
{
    /// <summary>A builtin failed.</summary>
    public const string Builtin = "eval_builtin_error";

    /// <summary>An operand of a builtin had a wrong type or value.</summary>
    public const string Type = "eval_type_error";

    /// <summary>Rules or object keys gave different values for the same thing.</summary>
    public const string Conflict = "eval_conflict_error";

    /// <summary>The caller cancelled the evaluation.</summary>
    public const string Cancel = "eval_cancel_error";

    /// <summary>A fault in the engine or in a builtin of the host.</summary>
    public const string Internal = "eval_internal_error";

    /// <summary>A limit of <see cref="EvaluationLimits"/> was reached.</summary>
    public const string Limit = "eval_limit_error";
}
