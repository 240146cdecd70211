using System.Globalization;
using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>Why a query has its result: the rules that were evaluated, and where each of their bodies ended.</summary>
/// <param name="Result">The bindings.</param>
/// <param name="Rules">The rules that the query evaluated, in order.</param>
public sealed record Explanation(EvaluationResult Result, IReadOnlyList<RuleExplanation> Rules)
{
    /// <summary>The explanation as text, indented by who asked whom.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var rule in Rules)
        {
            Append(text, rule, 0);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, RuleExplanation rule, int level)
    {
        text.Append(' ', level * 2).Append(CultureInfo.InvariantCulture, $"{rule.Name} = {rule.Value}\n");
        foreach (var body in rule.Bodies)
        {
            var place = $"{body.File}:{body.Row}";
            var source = body.Source.Length == 0 ? "" : $" `{body.Source}`";
            text.Append(' ', (level * 2) + 2)
                .Append(body.Completed ? $"holds, {place}{source}" : $"fails at {place}{source}{(body.Detail.Length == 0 ? "" : ": " + body.Detail)}")
                .Append('\n');
            foreach (var inner in body.Rules)
            {
                Append(text, inner, level + 2);
            }
        }
    }
}

/// <summary>A rule or function that was evaluated.</summary>
/// <param name="Name">Its path, such as <c>data.app.allow</c>.</param>
/// <param name="Value">Its value; undefined if it has none.</param>
/// <param name="Bodies">Its bodies, the one that came furthest first.</param>
public sealed record RuleExplanation(string Name, Val Value, IReadOnlyList<BodyExplanation> Bodies);

/// <summary>How the evaluation of a body went.</summary>
/// <param name="Completed">Whether all of its expressions held.</param>
/// <param name="File">The source file.</param>
/// <param name="Row">The line of the expression that failed furthest into the body, or of the last one if the body completed.</param>
/// <param name="Col">Its column.</param>
/// <param name="Source">The text of the line, if the source is known.</param>
/// <param name="Detail">What was compared or called there.</param>
/// <param name="Satisfied">The number of expressions that held before it.</param>
/// <param name="Rules">The rules that the body evaluated; one whose value was known already does not appear again.</param>
public sealed record BodyExplanation(
    bool Completed, string File, int Row, int Col, string Source, string Detail, int Satisfied, IReadOnlyList<RuleExplanation> Rules);
