using System.Text.Json;

namespace Platform.Dashboard.Decisions;

/// <summary>A decision and why it was so.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Answer">The explanation, or null where the note says why there is none.</param>
/// <param name="Note">What the reader should know of the input.</param>
internal sealed record ExplainedDecision(LoggedDecision Decision, Explanation? Answer, string Note);

/// <summary>What decided, what was missing, what would have to be different.</summary>
/// <param name="Permitted">Whether it is a permit.</param>
/// <param name="Decided">The bodies that held.</param>
/// <param name="Candidates">Those that would have permitted, the closest first.</param>
/// <param name="Flips">Changes of the input that permit, each evaluated.</param>
public sealed record Explanation(bool Permitted, IReadOnlyList<DecidingBody> Decided, IReadOnlyList<CandidateBody> Candidates, IReadOnlyList<InputFlip> Flips);

/// <summary>A body that held.</summary>
public sealed record DecidingBody(string Rule, string Title, string File, int Row, string Text);

/// <summary>A body that would have permitted: the conditions that held, those that did not, and those nobody came to.</summary>
public sealed record CandidateBody(
    string Rule, string File, int Row, string Text, IReadOnlyList<string> Held, IReadOnlyList<FailingExpression> Failing, IReadOnlyList<string> NotReached);

/// <summary>An expression that did not hold, with what it was evaluated with.</summary>
public sealed record FailingExpression(string Rule, string File, int Row, int Col, string Text, IReadOnlyList<OperandValue> Operands);

/// <summary>An operand; no value where it is undefined.</summary>
public sealed record OperandValue(string Text, JsonElement? Value)
{
    /// <summary>For example <c>input.subject.roles = ["gp"]</c>.</summary>
    public override string ToString() => Value is { } value ? $"{Text} = {value.GetRawText()}" : $"{Text} is undefined";
}

/// <summary>Edits after which the same policies permit.</summary>
public sealed record InputFlip(IReadOnlyList<InputEdit> Edits);

/// <summary>One edit.</summary>
/// <param name="Op"><c>set</c>, <c>add</c> or <c>remove</c>.</param>
/// <param name="Path">A JSON pointer into the input.</param>
/// <param name="Value">The new value or element.</param>
public sealed record InputEdit(string Op, string Path, JsonElement? Value)
{
    /// <summary>For example <c>set /subject/acr to "aal3"</c>.</summary>
    public override string ToString() => Op switch
    {
        "set" => $"set {Path} to {Value?.GetRawText()}",
        "add" => $"add {Value?.GetRawText()} to {Path}",
        _ => $"remove {Path}",
    };
}
