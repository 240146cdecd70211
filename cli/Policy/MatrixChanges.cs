namespace Platform.Cli.Policy;

/// <summary>What differs between an approved table and a fresh one: new permits first, since they are what opens doors.</summary>
internal static class MatrixChanges
{
    public static IReadOnlyList<string> Between(string approved, string fresh)
    {
        var (before, now) = (Rows(approved), Rows(fresh));
        return [.. now.Except(before).Select(row => $"+ {row}"), .. before.Except(now).Select(row => $"- {row}")];
    }

    private static List<string> Rows(string markdown)
    {
        var (rows, action) = (new List<string>(), "");
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                action = line[3..];
            else if (line.StartsWith("| ", StringComparison.Ordinal) && !MatrixRow.Header.StartsWith(line, StringComparison.Ordinal))
                rows.Add($"{action} {line}");
        }

        return rows;
    }
}
