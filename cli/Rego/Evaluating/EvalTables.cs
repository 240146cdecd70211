using System.Globalization;
using System.Text;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>The pretty format: a value, or a table of bindings and of expressions that have more to say than true.</summary>
internal static class EvalTables
{
    private const int MostWidth = 80;

    public static string Of(EvalOutput output)
    {
        var text = new StringBuilder();
        text.Append(Results(output));
        if (output.Metrics is { } metrics)
            text.Append(Table(["Metric", "Value"], metrics.Select(timer => new[] { timer.Key, timer.Value.ToString(CultureInfo.InvariantCulture) })));
        if (output.Profile is { } profile)
            text.Append(Table(["Time", "Num Eval", "Location"], profile.Select(one => one.Cells())));
        if (output.Coverage.IsDefined)
            text.Append(CultureInfo.InvariantCulture, $"Overall Coverage: {output.Coverage["coverage"].ToJson()}\n");
        return text.ToString();
    }

    private static string Results(EvalOutput output)
    {
        var solutions = output.Solutions;
        if (solutions.Count == 0)
            return "undefined\n";
        var only = solutions[0];
        if (solutions.Count == 1 && only.Bindings.Count == 0 && (only.Values.Count == 1 || only.Values.All(value => value.Kind == ValKind.Boolean)))
            return EvalOutput.Pretty(only.Values[0]) + "\n";
        var variables = only.Bindings.Keys.ToArray();
        var shown = Enumerable.Range(0, output.Expressions.Count).Where(index => solutions.Any(solution => !solution.Values[index].IsTrue)).ToList();
        return Table(
            [.. variables.Select(variable => variable.AsString()), .. shown.Select(index => output.Expressions[index].Text)],
            solutions.Select(solution => (string[])[.. variables.Select(variable => Cell(solution.Bindings.Get(variable))), .. shown.Select(index => Cell(solution.Values[index]))]));
    }

    private static string Cell(Val value)
    {
        var text = value.ToJson();
        return text.Length <= MostWidth ? text : $"{text[..(MostWidth - 3)]}...";
    }

    private static string Table(string[] headings, IEnumerable<string[]> cells)
    {
        string[][] rows = [headings, .. cells];
        var widths = headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var line = $"+{string.Join('+', widths.Select(width => new string('-', width + 2)))}+\n";
        var text = new StringBuilder(line);
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
            if (row == headings)
                text.Append(line);
        }
        return text.Append(line).ToString();
    }
}
