using System.Globalization;
using System.Text;

namespace Platform.Cli.Rego;

/// <summary>The lines that differ between two texts, in the unified form that <c>patch</c> reads.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    public static string Of(string file, string before, string after)
    {
        var steps = Steps(before.Split('\n'), after.Split('\n'));
        var text = new StringBuilder($"--- {file}\n+++ {file}\n");
        for (var at = steps.FindIndex(step => step.Mark != ' '); at >= 0;)
        {
            var first = Math.Max(0, at - Context);
            var last = at;
            for (var next = at; next < steps.Count && next - last <= 2 * Context; next++)
                last = steps[next].Mark == ' ' ? last : next;
            var end = Math.Min(steps.Count, last + Context + 1);
            Hunk(text, steps, first, end);
            at = steps.FindIndex(end, step => step.Mark != ' ');
        }
        return text.ToString();
    }

    private static void Hunk(StringBuilder text, List<(char Mark, string Line)> steps, int first, int end)
    {
        var hunk = steps[first..end];
        var (oldRow, newRow) = (steps[..first].Count(step => step.Mark != '+') + 1, steps[..first].Count(step => step.Mark != '-') + 1);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{oldRow},{hunk.Count(step => step.Mark != '+')} +{newRow},{hunk.Count(step => step.Mark != '-')} @@\n");
        foreach (var (mark, line) in hunk)
            text.Append(mark).Append(line).Append('\n');
    }

    // What both begin and end with is the same; between, the longest common subsequence is.
    private static List<(char Mark, string Line)> Steps(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
            head++;
        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        var (old, young) = (before[head..^tail], after[head..^tail]);
        var common = new int[old.Length + 1, young.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = young.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == young[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        var steps = before[..head].Select(line => (' ', line)).ToList();
        for (var (i, j) = (0, 0); i < old.Length || j < young.Length;)
        {
            if (i < old.Length && j < young.Length && old[i] == young[j])
            {
                Add(' ', old[i++]);
                j++;
            }
            else if (j == young.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
                Add('-', old[i++]);
            else
                Add('+', young[j++]);
        }
        steps.AddRange(before[^tail..].Select(line => (' ', line)));
        return steps;

        void Add(char mark, string line) => steps.Add((mark, line));
    }
}
