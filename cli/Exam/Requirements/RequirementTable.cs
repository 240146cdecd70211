using System.Text;

namespace Platform.Cli.Exam;

/// <summary>The requirements as a table: which steps of the exam attack each, which tests name it, and what of it is open.</summary>
internal static class RequirementTable
{
    private const string Begin = "<!-- requirements: written by `platform exam requirements --write` -->";
    private const string End = "<!-- end of requirements -->";

    /// <summary>The table in Markdown.</summary>
    public static string Write(string root)
    {
        var tests = NamedTests.Find(root);
        var text = new StringBuilder("| Requirement | What must hold | Steps | Tests | Open, or out of reach on one machine |\n|---|---|---|---|---|\n");
        foreach (var requirement in RequirementList.All)
        {
            var steps = Curriculum.Examined.Where(step => step.Requirements.Contains(requirement.Id)).Select(step => step.Id).Order(StringComparer.Ordinal).ToList();
            var named = tests[requirement.Id].ToList();
            var open = requirement.Open ?? (steps.Count + named.Count == 0 ? "no step and no test names it" : "");
            text.Append($"| {requirement.Id} | {requirement.What} | {string.Join(", ", steps)} | {string.Join(", ", named.Select(name => $"`{name}`"))} | {open} |\n");
        }
        return text.ToString();
    }

    /// <summary>A document with its table written anew.</summary>
    /// <exception cref="InvalidDataException">It has no place for one.</exception>
    public static string Into(string document, string table)
    {
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? $"{document[..(begin + Begin.Length)]}\n\n{table}\n{document[end..]}"
            : throw new InvalidDataException($"the document has no lines '{Begin}' and '{End}'");
    }
}
