using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>Why a reference has its value, and what would have to be different for it to be a permit.</summary>
/// <param name="Reference">For instance <c>data.platform.decision</c>.</param>
/// <param name="Result">Its value; undefined if it has none.</param>
/// <param name="Permitted">Whether that is a permit by <see cref="WhyOptions.Permits"/>.</param>
/// <param name="Decided">The bodies whose values were passed on, the one that decided last; empty if none held.</param>
/// <param name="Candidates">The bodies that would have permitted, the closest first. Empty for a permit.</param>
/// <param name="Flips">Changes of the input that make it a permit, each evaluated; those with the fewest edits that were found.</param>
/// <param name="Search">What the search for them cost, and whether it was exhaustive within its limits.</param>
public sealed record WhyAnswer(
    string Reference,
    Val Result,
    bool Permitted,
    IReadOnlyList<DecidingBody> Decided,
    IReadOnlyList<CandidateBody> Candidates,
    IReadOnlyList<Flip> Flips,
    WhySearch Search)
{
    /// <summary>The first expression of the closest body that did not hold, or null.</summary>
    public FailingExpression? FirstFailing => Candidates.Count > 0 && Candidates[0].Failing.Count > 0 ? Candidates[0].Failing[0] : null;

    /// <inheritdoc/>
    public override string ToString() => WhyText.Of(this);

    /// <summary>The answer as a JSON object, with input paths as JSON pointers.</summary>
    public Val ToJson() => WhyJson.Of(this);
}

/// <summary>A body that held.</summary>
/// <param name="Rule">The rule, such as <c>data.app.allow</c>.</param>
/// <param name="Title">Title of the rule or package in its metadata, or empty.</param>
/// <param name="File">The source file.</param>
/// <param name="Row">The line of the head.</param>
/// <param name="Text">That line.</param>
public sealed record DecidingBody(string Rule, string Title, string File, int Row, string Text);

/// <summary>A body that would have permitted.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="File">The source file.</param>
/// <param name="Row">The line of the head.</param>
/// <param name="Text">That line.</param>
/// <param name="Held">The conditions that held.</param>
/// <param name="Failing">The expressions that did not, in the order of the source, each where it failed at last: inside the rules that the body asks.</param>
/// <param name="NotReached">Conditions that need a value of one that failed.</param>
public sealed record CandidateBody(
    string Rule, string File, int Row, string Text, IReadOnlyList<string> Held, IReadOnlyList<FailingExpression> Failing, IReadOnlyList<string> NotReached);

/// <summary>An expression that did not hold.</summary>
/// <param name="Rule">The rule that it belongs to.</param>
/// <param name="File">The source file.</param>
/// <param name="Row">Its line, from 1.</param>
/// <param name="Col">Its column, from 1.</param>
/// <param name="Text">The expression.</param>
/// <param name="Operands">What it was evaluated with.</param>
/// <param name="Asked">The rules on the way to it, from the candidate's own.</param>
public sealed record FailingExpression(
    string Rule, string File, int Row, int Col, string Text, IReadOnlyList<OperandValue> Operands, IReadOnlyList<string> Asked);

/// <summary>An operand and its value; undefined if it has none.</summary>
public sealed record OperandValue(string Text, Val Value);

/// <summary>A change of the input after which the result is a permit.</summary>
/// <param name="Edits">What to change; leaving one of them out does not permit.</param>
/// <param name="Result">The result that evaluating the changed input gave.</param>
public sealed record Flip(IReadOnlyList<InputEdit> Edits, Val Result);

/// <summary>The effort of the search.</summary>
/// <param name="Evaluations">The inputs tried.</param>
/// <param name="Exhausted">The limit that ended the search, or null.</param>
public sealed record WhySearch(int Evaluations, string? Exhausted);
