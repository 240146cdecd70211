namespace Platform.Rego.Execution.Interpreter;

/// <summary>What a statement does for the rule that it belongs to.</summary>
public enum StatementRole : byte
{
    /// <summary>It computes or tests something that the author wrote.</summary>
    Expression,
    /// <summary>It gives the rule its value: every expression before it held.</summary>
    Head,
    /// <summary>It only prepares or passes on what other statements at its place compute.</summary>
    Housekeeping,
}
