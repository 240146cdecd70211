using Platform.Rego.Syntax;

namespace Platform.Rego.Formatting;

/// <summary>Package, imports and rules, with blank lines between them and comments where they stood.</summary>
internal sealed class ModuleWriter
{
    private readonly Module _module;
    private readonly LineWriter _lines;
    private readonly TermWriter _terms;

    private ModuleWriter(Module module)
    {
        _module = module;
        _lines = new(module.Comments);
        _terms = new(_lines, module.Dialect);
    }

    public static string Write(Module module)
    {
        var writer = new ModuleWriter(module);
        writer.Write();
        return writer._lines.ToString();
    }

    private void Write()
    {
        _lines.CommentsBefore(_module.Package.Span.Row);
        _lines.Text($"package {_terms.PackagePath(_module.Package.Path)}");
        _lines.EndLine(_module.Package.Span.Row);
        Imports();
        Rule? previous = null;
        foreach (var rule in _module.Rules)
        {
            Separate(previous, rule);
            _lines.CommentsBefore(rule.Span.Row);
            Rule(rule);
            previous = rule;
        }

        _lines.CommentsAtEnd();
    }

    // Imports stand together, sorted within the groups that comments or blank lines make.
    private void Imports()
    {
        if (_module.Imports.IsEmpty)
        {
            return;
        }

        _lines.Blank();
        var groups = new List<List<Import>>();
        foreach (var import in _module.Imports.OrderBy(i => i.Span.Start))
        {
            var last = groups.LastOrDefault()?.LastOrDefault();
            if (last is null || import.Span.Row > last.Span.Row + 1)
            {
                groups.Add([]);
            }

            groups[^1].Add(import);
        }

        for (var i = 0; i < groups.Count; i++)
        {
            if (i > 0)
            {
                _lines.Blank();
            }

            var sortable = !_module.Comments.Any(c => c.Row >= groups[i][0].Span.Row && c.Row <= groups[i][^1].Span.Row);
            foreach (var import in sortable ? groups[i].OrderBy(Text, StringComparer.Ordinal) : (IEnumerable<Import>)groups[i])
            {
                _lines.CommentsBefore(import.Span.Row);
                _lines.Text($"import {Text(import)}");
                _lines.EndLine(import.Span.Row);
            }
        }
    }

    private static string Text(Import import) => TermPrinter.Print(import.Path)
        + (import.Alias is { } alias && alias != (import.Path.Parts[^1] as StringTerm)?.Value ? $" as {alias}" : "");

    // One-line rules that stood together stay together; everything else is set apart.
    private void Separate(Rule? previous, Rule rule)
    {
        if (previous is null || !(OneLine(previous) && OneLine(rule) && rule.Span.Row == EndRow(previous) + 1))
        {
            _lines.Blank();
        }
    }

    private static bool OneLine(Rule rule) => rule.Span.Row == EndRow(rule) && rule.Else is null;

    private static int EndRow(Rule rule) => rule.Span.Source!.Row(Math.Max(rule.Span.Start, rule.Span.End - 1));

    private void Rule(Rule rule)
    {
        _lines.Text(rule.IsDefault ? "default " : "");
        Head(rule.Head);
        Bodies(rule);
        _lines.EndLine(EndRow(rule));
    }

    private void Head(RuleHead head)
    {
        _terms.Write(head.Ref);
        if (head.Arguments is { } arguments)
        {
            _terms.List("(", arguments, ")", head.Span);
        }

        if (head.Element is { } element)
        {
            if (head.HasContains || _module.Dialect != Dialect.V0)
            {
                _lines.Text(" contains ");
                _terms.Write(element);
            }
            else
            {
                _lines.Text("[");
                _terms.Write(element);
                _lines.Text("]");
            }
        }
        else if (!head.GeneratedValue)
        {
            _lines.Text(_module.Dialect == Dialect.V0 && !head.Assign ? " = " : " := ");
            _terms.Write(head.Value!);
        }
    }

    private void Bodies(Rule rule)
    {
        Body(rule);
        for (var branch = rule.Else; branch is not null; branch = branch.Else)
        {
            // A branch follows on the line of the closing brace; on a line of its own after a body without braces, or where the source has it so.
            if (_lines.EndsWithBrace && !BeginsLine(branch))
            {
                _lines.Text(" ");
            }
            else
            {
                _lines.EndLine(branch.Span.Row);
                _lines.CommentsBefore(branch.Span.Row);
                _lines.Blank();
            }

            _lines.Text("else");
            if (!branch.Head.GeneratedValue)
            {
                _lines.Text(_module.Dialect == Dialect.V0 && !branch.Head.Assign ? " = " : " := ");
                _terms.Write(branch.Head.Value!);
            }

            Body(branch);
        }
    }

    private void Body(Rule rule)
    {
        if (rule.GeneratedBody || rule.IsDefault)
        {
            return;
        }

        _lines.Text(rule.Head.HasIf || _module.Dialect != Dialect.V0 ? " if " : " ");
        var only = rule.Body.Length == 1 ? rule.Body[0] : null;
        if (only is not null && rule.Head.HasIf && !StartedWithBrace(rule) && _terms.FitsAfterIf(only))
        {
            _terms.Expression(only);
        }
        else
        {
            _terms.Block(rule.Body, HeadRow(rule), rule.Else is null ? EndRow(rule) : RowBefore(rule.Else));
        }
    }

    private static bool BeginsLine(Rule branch) => RowBefore(branch) < branch.Span.Row;

    // The row of what stands before a branch, which is the brace or the end of the body above it.
    private static int RowBefore(Rule branch)
    {
        var source = branch.Span.Source!;
        var at = branch.Span.Start - 1;
        while (at > 0 && char.IsWhiteSpace(source.Text[at]))
            at--;
        return source.Row(at);
    }

    private static int HeadRow(Rule rule) => rule.Span.Source!.Row(Math.Max(rule.Head.Span.Start, rule.Head.Span.End - 1));

    // Whether the source has a brace between `if` and the first expression: kept, so that formatting settles at once.
    private static bool StartedWithBrace(Rule rule)
    {
        var text = rule.Span.Source!.Text;
        for (var at = rule.Body[0].Span.Start - 1; at > rule.Head.Span.Start; at--)
        {
            if (text[at] == '{')
            {
                return true;
            }

            if (!char.IsWhiteSpace(text[at]))
            {
                return false;
            }
        }

        return false;
    }
}
