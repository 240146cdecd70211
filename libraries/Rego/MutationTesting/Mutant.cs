using System.Globalization;
using System.Text;

namespace Platform.Rego.MutationTesting;

/// <summary>One change of one place of a source.</summary>
/// <param name="File">The file.</param>
/// <param name="Row">The line of the place, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Operator">What kind of change.</param>
/// <param name="Rule">The rule that it is in, for instance <c>data.platform.decision</c>.</param>
/// <param name="Start">The offset of what is replaced.</param>
/// <param name="Length">How many characters are replaced.</param>
/// <param name="Replacement">What stands there instead.</param>
public sealed record Mutant(string File, int Row, int Column, MutationOperator Operator, string Rule, int Start, int Length, string Replacement)
{
    private const int Context = 3;

    private string Path => File.Replace('\\', '/').TrimStart('/');

    /// <summary>The source with the change.</summary>
    /// <param name="source">The source of <see cref="File"/>.</param>
    public string Apply(string source) => string.Concat(source.AsSpan(0, Start), Replacement, source.AsSpan(Start + Length));

    /// <summary>The change as a unified diff, which <c>patch</c> applies.</summary>
    /// <param name="source">The source of <see cref="File"/>.</param>
    public string Diff(string source)
    {
        var (before, after) = (source.Split('\n'), Apply(source).Split('\n'));
        var head = 0;
        while (head < Math.Min(before.Length, after.Length) && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < Math.Min(before.Length, after.Length) - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        // What follows the last line end is no line.
        var lines = source.EndsWith('\n') ? before.Length - 1 : before.Length;
        var from = Math.Max(0, head - Context);
        var end = Math.Min(lines, before.Length - tail + Context);
        var (removed, added) = (before[head..(before.Length - tail)], after[head..(after.Length - tail)]);
        var count = end - from;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--- a/{Path}\n+++ b/{Path}\n@@ -{from + 1},{count} +{from + 1},{count - removed.Length + added.Length} @@\n");
        Lines(' ', before[from..head]);
        Lines('-', removed);
        Lines('+', added);
        Lines(' ', before[(before.Length - tail)..Math.Max(end, before.Length - tail)]);
        return text.ToString();

        void Lines(char mark, IEnumerable<string> some)
        {
            foreach (var line in some)
            {
                text.Append(mark).Append(line).Append('\n');
            }
        }
    }
}
