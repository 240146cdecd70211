using System.Globalization;
using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>An answer for people: what decided, what failed, what would permit.</summary>
internal static class WhyText
{
    private const int MostCandidates = 3;
    private const int MostText = 160;

    public static string Of(WhyAnswer answer)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{answer.Reference}: {(answer.Permitted ? "permitted" : "denied")}");
        if (answer.Result.Kind == ValKind.Object && answer.Result["reasons"] is { Kind: ValKind.Array, Count: > 0 } reasons)
        {
            text.Append(", ").AppendJoin(", ", reasons.Items.ToArray().Select(reason => reason.Kind == ValKind.String ? reason.AsString() : reason.ToString()));
        }

        text.Append(answer.Result.IsUndefined ? " (undefined)\n" : "\n");
        foreach (var body in answer.Decided)
        {
            text.Append(CultureInfo.InvariantCulture, $"  decided by {body.File}:{body.Row}{(body.Title.Length > 0 ? $" ({body.Title})" : "")}  {Short(body.Text)}\n");
        }

        foreach (var (candidate, at) in answer.Candidates.Take(MostCandidates).Select((candidate, at) => (candidate, at)))
        {
            Append(text, candidate, at == 0);
        }

        if (answer.Candidates.Count > MostCandidates)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{answer.Candidates.Count - MostCandidates} more bodies would permit\n");
        }

        if (!answer.Permitted)
        {
            Append(text, answer);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, CandidateBody candidate, bool closest)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{(closest ? "Closest to a permit" : "Also possible")}: {candidate.File}:{candidate.Row}  {Short(candidate.Text)}\n");
        foreach (var held in candidate.Held)
        {
            text.Append(CultureInfo.InvariantCulture, $"  holds    {Short(held)}\n");
        }

        foreach (var failing in candidate.Failing)
        {
            text.Append(CultureInfo.InvariantCulture, $"  fails    {failing.File}:{failing.Row}  {Short(failing.Text)}\n");
            foreach (var operand in failing.Operands)
            {
                text.Append(CultureInfo.InvariantCulture, $"             {operand.Text} {(operand.Value.IsUndefined ? "is undefined" : $"= {Short(operand.Value.ToString())}")}\n");
            }
        }

        foreach (var open in candidate.NotReached)
        {
            text.Append(CultureInfo.InvariantCulture, $"  open     {Short(open)}\n");
        }
    }

    private static void Append(StringBuilder text, WhyAnswer answer)
    {
        text.Append(answer.Flips.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"\nNo change that permits was found ({answer.Search.Evaluations} inputs tried{(answer.Search.Exhausted is { } limit ? $"; {limit}" : "")}).\n")
            : "\nWould be permitted after (each evaluated):\n");
        foreach (var flip in answer.Flips)
        {
            text.Append("  ").AppendJoin(", and ", flip.Edits).Append('\n');
        }
    }

    private static string Short(string text) => text.Length <= MostText ? text : text[..MostText] + "…";
}
