using System.Text;

namespace Platform.Cli.Policy;

/// <summary>Everything that is permitted, a row for each role and situation. What has no row is denied.</summary>
/// <param name="Rows">The rows, in the order of actions.</param>
/// <param name="Questions">How many were asked.</param>
internal sealed record PermissionMatrix(IReadOnlyList<MatrixRow> Rows, int Questions)
{
    public static PermissionMatrix Of(PolicyFolder folder, CancellationToken cancellation)
    {
        var permits = new List<(Question Question, string Terms)>();
        var asked = 0;
        foreach (var (question, input) in MatrixDomain.Of(folder))
        {
            cancellation.ThrowIfCancellationRequested();
            asked++;
            if (folder.Ask(input) is { Allow: true } verdict)
                permits.Add((question, verdict.Terms));
        }

        var byCaller = permits
            .GroupBy(one => (one.Question.Action, one.Question.Who, one.Question.Situation, one.Question.Relationship, one.Terms, one.Question.Caller))
            .Select(group => (group.Key, Purposes: string.Join(", ", group.Select(one => one.Question.Purpose).Order(StringComparer.Ordinal))));
        var rows = byCaller
            .GroupBy(one => (one.Key.Action, one.Key.Who, one.Key.Situation, one.Key.Relationship, one.Key.Terms, one.Purposes))
            .Select(group => new MatrixRow(
                group.Key.Action, group.Key.Who, group.Key.Situation, group.Key.Relationship, group.Key.Purposes,
                string.Join(", ", group.Select(one => one.Key.Caller).Order(StringComparer.Ordinal)), group.Key.Terms))
            .OrderBy(row => row.ToString(), StringComparer.Ordinal);
        return new PermissionMatrix([.. rows], asked);
    }

    /// <summary>As Markdown, for review: a heading for each action and a table below it.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("# Effective permissions\n\nWritten by `./platform policy matrix`; what has no row is denied. A change of this file is a change of who may do what.\n");
        foreach (var action in Rows.GroupBy(row => row.Action))
        {
            text.Append($"\n## {action.Key}\n\n{MatrixRow.Header}\n");
            foreach (var row in action)
                text.Append(row.Cells).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>One row.</summary>
internal sealed record MatrixRow(string Action, string Role, string Situation, string Relationship, string Purposes, string Callers, string Terms)
{
    public const string Header = "| role | situation | relationships | purposes | callers | obligations |\n|---|---|---|---|---|---|";

    public string Cells => $"| {Role} | {Situation} | {Relationship} | {Purposes} | {Callers} | {Terms.Replace("|", "\\|", StringComparison.Ordinal)} |";

    public override string ToString() => $"{Action} {Cells}";
}
