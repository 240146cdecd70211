using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.MutationTesting;

/// <summary>Finds every mutant of a module on its syntax tree; each is a change of one stretch of the text. Split by what is changed.</summary>
internal sealed partial class MutantFinder
{
    private readonly HashSet<(int, int, string)> _seen = [];
    private readonly List<Mutant> _found = [];
    private readonly Module _module;
    private readonly string _text;
    private string _rule = "";
    private bool _inDefault;

    private MutantFinder(Module module)
    {
        _module = module;
        _text = module.Source.Text;
    }

    /// <summary>The mutants in the order of the text; none of the rules named <c>test_…</c>.</summary>
    public static IReadOnlyList<Mutant> Of(Module module)
    {
        var finder = new MutantFinder(module);
        foreach (var rule in module.Rules.Where(rule => !IsTest(rule)))
        {
            var path = rule.Head.Ref with { Parts = rule.Head.Ref.Parts[..rule.Head.Ref.StringPrefixLength()] };
            finder._rule = $"{TermPrinter.Print(module.Package.Path)}.{TermPrinter.Print(path)}";
            finder.Rule(rule);
        }

        return [.. finder._found.OrderBy(mutant => mutant.Start).ThenBy(mutant => mutant.Operator).ThenBy(mutant => mutant.Length).ThenBy(mutant => mutant.Replacement, StringComparer.Ordinal)];
    }

    private static bool IsTest(Rule rule) => rule.Head.Ref.Parts.Any(part => part switch
    {
        VarTerm name => IsTest(name.Name),
        StringTerm name => IsTest(name.Value),
        _ => false,
    });

    private static bool IsTest(string name) => name.StartsWith("test_", StringComparison.Ordinal) || name.StartsWith("todo_test_", StringComparison.Ordinal);

    private void Rule(Rule rule)
    {
        if (rule.IsDefault)
        {
            AddRemoval(MutationOperator.RemoveDefault, rule.Span.Start, rule.Span.End);
            _inDefault = true;
            Term(rule.Head.Value!);
            _inDefault = false;
            return;
        }

        foreach (var argument in rule.Head.Arguments ?? [])
        {
            Term(argument);
        }

        foreach (var branch in rule.Chain())
        {
            if (branch != rule)
            {
                AddRemoval(MutationOperator.DropElse, branch.Span.Start, branch.Else?.Span.Start ?? branch.Span.End);
            }

            if (branch.Head.Element is { } element)
            {
                Term(element);
            }

            if (branch.Head.Value is { } value && !branch.Head.GeneratedValue)
            {
                Term(value);
            }

            if (!branch.GeneratedBody)
            {
                Body(branch.Body);
            }
        }
    }

    private string Text(SourceSpan span) => _text[span.Start..span.End];

    private void Add(MutationOperator kind, SourceSpan span, string replacement) => Add(kind, span.Start, span.End, replacement);

    // Terms that the parser made of nothing have no text to change.
    private void Add(MutationOperator kind, int start, int end, string replacement)
    {
        if (start < end && replacement == _text[start..end])
        {
            return;
        }

        if (_seen.Add((start, end, replacement)))
        {
            _found.Add(new(_module.Source.File, _module.Source.Row(start), _module.Source.Column(start), kind, _rule, start, end - start, replacement));
        }
    }

    // Together with the lines that then are empty.
    private void AddRemoval(MutationOperator kind, int start, int end)
    {
        var (lineStart, lineEnd) = (start, end);
        while (lineStart > 0 && _text[lineStart - 1] is ' ' or '\t')
        {
            lineStart--;
        }

        while (lineEnd < _text.Length && _text[lineEnd] is ' ' or '\t' or '\r')
        {
            lineEnd++;
        }

        var whole = (lineStart == 0 || _text[lineStart - 1] == '\n') && (lineEnd == _text.Length || _text[lineEnd] == '\n');
        if (whole)
        {
            Add(kind, lineStart, Math.Min(lineEnd + 1, _text.Length), "");
        }
        else
        {
            Add(kind, start, end, "");
        }
    }

}
