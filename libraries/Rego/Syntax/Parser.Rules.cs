using System.Collections.Immutable;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

internal sealed partial class Parser
{
    private static ImmutableArray<Expression> TrueBody(SourceSpan span) =>
        [new Expression(span, new TermLiteral(span, new BooleanTerm(span, true)))];

    // One rule, or in v0 several when bodies are chained.
    private List<Rule>? ReadRules()
    {
        var start = Current.Span;
        var isDefault = false;
        if (IsKeyword("default") && !IsKeywordAsReference())
        {
            Advance();
            isDefault = true;
        }

        var keywordAsName = IsKeywordAsReference();
        if (!Is(TokenKind.Word) || (_keywords.Contains(Current.Value) && !keywordAsName && Current.Value != "contains"))
        {
            return RejectStatement(isDefault);
        }

        if (ReadHead(isDefault) is not { } head)
        {
            return null;
        }

        return isDefault ? ReadDefault(start, head) : ReadBodies(start, head);
    }

    private List<Rule>? RejectStatement(bool isDefault)
    {
        var at = Current.Span;
        var errors = _diagnostics.Count;
        if (!isDefault && !Is(TokenKind.Word) && !Is(TokenKind.Illegal) && ReadLiteral() is { Literal: TermLiteral { Term: var term } })
        {
            Error(at, $"{term.KindName()} cannot be used for rule name");
        }
        else if (_diagnostics.Count == errors)
        {
            Unexpected();
        }

        return null;
    }

    private List<Rule>? ReadDefault(SourceSpan start, RuleHead head)
    {
        if (head.IsMultiValue || head.Value is null || head.GeneratedValue)
        {
            Error(start, "illegal default rule (must have a value)");
            return null;
        }

        if (FindInDefault(head.Value) is { } kind)
        {
            Error(start, $"illegal default rule (value cannot contain {kind})");
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in head.Arguments ?? [])
        {
            if (argument is not VarTerm v)
            {
                Error(start, $"illegal default rule (arguments cannot contain {argument.KindName()})");
                return null;
            }

            if (!seen.Add(v.Name))
            {
                Error(start, $"illegal default rule (arguments cannot be repeated {v.Name})");
                return null;
            }
        }

        return [new Rule(From(start), head, TrueBody(start), null, true)];
    }

    private static string? FindInDefault(Term term) => term switch
    {
        VarTerm => "var",
        RefTerm => "ref",
        CallTerm => "call",
        ArrayTerm a => a.Items.Select(FindInDefault).FirstOrDefault(k => k is not null),
        SetTerm s => s.Items.Select(FindInDefault).FirstOrDefault(k => k is not null),
        ObjectTerm o => o.Entries.Select(e => FindInDefault(e.Key) ?? FindInDefault(e.Value)).FirstOrDefault(k => k is not null),
        _ => null,
    };

    private List<Rule>? ReadBodies(SourceSpan start, RuleHead head)
    {
        var hasIf = IsKeyword("if");
        head = Classify(head, hasIf);
        ImmutableArray<Expression> body;
        var generated = false;
        if (hasIf)
        {
            head = head with { HasIf = true };
            Advance();
            if (ReadBodyAfterIf() is not { } read)
            {
                return null;
            }

            body = read;
        }
        else if (Is(TokenKind.LeftBrace))
        {
            if (ReadBracedBody() is not { } read)
            {
                return null;
            }

            body = read;
        }
        else if (head.Ref.Parts.Length == 1 && head is { Arguments: null, IsMultiValue: false, GeneratedValue: true })
        {
            if (Is(TokenKind.EndOfFile) || Current.LineBefore || !Is(TokenKind.Word))
            {
                Error(head.Span, "var cannot be used for rule name");
            }
            else
            {
                Unexpected();
            }

            return null;
        }
        else
        {
            body = TrueBody(head.Span);
            generated = true;
        }

        Rule? otherwise = null;
        if (IsKeyword("else") && !IsKeywordAsReference())
        {
            if (head.Ref.Parts.Length > 1 && !head.Ref.IsGround())
            {
                Error(Current.Span, "else keyword cannot be used on rules with variables in head");
                return null;
            }

            if (head.IsMultiValue)
            {
                Error(Current.Span, "else keyword cannot be used on multi-value rules");
                return null;
            }

            if ((otherwise = ReadElse(head)) is null)
            {
                return null;
            }
        }

        var rules = new List<Rule> { new(From(start), head, body, otherwise, false) { GeneratedBody = generated } };
        while (!generated && Is(TokenKind.LeftBrace))
        {
            var at = Current.Span;
            if (otherwise is not null)
            {
                Error(at, "expected else keyword");
                return null;
            }

            if (ReadBracedBody() is not { } next)
            {
                return null;
            }

            rules.Add(new(From(at), FreshWildcards(head) with { Span = at }, next, null, false));
        }

        return rules;
    }

    // `p[x]` without a value: with `if` an object entry p[x] := true, otherwise the set p of v0.
    private static RuleHead Classify(RuleHead head, bool hasIf) =>
        !hasIf && head is { Arguments: null, IsMultiValue: false, GeneratedValue: true } && head.Ref.Parts.Length == 2
            ? head with { Element = head.Ref.Parts[1], Ref = head.Ref with { Parts = [head.Ref.Parts[0]] }, Value = null, GeneratedValue = false }
            : head;

    // After `if`: a literal, unless that literal is a set, which is then a body after all.
    private ImmutableArray<Expression>? ReadBodyAfterIf()
    {
        if (!Is(TokenKind.LeftBrace))
        {
            return ReadLiteral() is { } only ? [only] : null;
        }

        var mark = Save();
        if (ReadLiteral() is { } literal && literal is not { Literal: TermLiteral { Term: SetTerm } })
        {
            return [literal];
        }

        Restore(mark);
        return _aborted ? null : ReadBracedBody();
    }

    private ImmutableArray<Expression>? ReadBracedBody()
    {
        Advance();
        if (ReadBody(TokenKind.RightBrace) is not { } body)
        {
            return null;
        }

        Advance();
        return body;
    }

    private Rule? ReadElse(RuleHead of)
    {
        if (!Enter())
        {
            return null;
        }

        try
        {
            var start = Current.Span;
            var head = FreshWildcards(of) with { Span = start, GeneratedValue = false, HasIf = false };
            Advance();
            if (Is(TokenKind.LeftBrace) || IsKeyword("if"))
            {
                head = head with { GeneratedValue = true, Value = new BooleanTerm(start, true) };
            }
            else if (Is(TokenKind.Assign) || Is(TokenKind.Unify))
            {
                head = head with { Assign = Is(TokenKind.Assign) };
                Advance();
                if (ReadInfix(keyValue: true) is not { } value)
                {
                    return null;
                }

                head = head with { Value = value, Span = From(start) };
            }
            else
            {
                Unexpected("expected else value term or rule body");
                return null;
            }

            var hasIf = IsKeyword("if");
            if (!hasIf && !Is(TokenKind.LeftBrace))
            {
                return new Rule(From(start), head, TrueBody(start), null, false) { GeneratedBody = true };
            }

            if (hasIf)
            {
                head = head with { HasIf = true };
                Advance();
            }

            ImmutableArray<Expression>? body;
            if (Is(TokenKind.LeftBrace))
            {
                body = ReadBracedBody();
            }
            else if (Is(TokenKind.EndOfFile))
            {
                Unexpected("rule body expected");
                return null;
            }
            else
            {
                body = ReadLiteral() is { } literal ? [literal] : null;
            }

            if (body is null)
            {
                return null;
            }

            Rule? next = null;
            if (IsKeyword("else") && !IsKeywordAsReference() && (next = ReadElse(of)) is null)
            {
                return null;
            }

            return new Rule(From(start), head, body.Value, next, false);
        }
        finally
        {
            _depth--;
        }
    }

    private RuleHead FreshWildcards(RuleHead head) => head.Arguments is { } arguments
        ? head with { Arguments = [.. arguments.Select(a => a is VarTerm { IsWildcard: true } ? Wildcard(a.Span) : a)] }
        : head;

    private RuleHead? ReadHead(bool isDefault)
    {
        var start = Current.Span;
        Term name = Current.Value == "_" ? Wildcard(start) : new VarTerm(start, Current.Value);
        if (ReadReferenceStartingWith(name, spaceAllowed: true) is not { } term)
        {
            return null;
        }

        RefTerm path;
        ImmutableArray<Term>? arguments = null;
        switch (term)
        {
            case VarTerm v:
                path = new(v.Span, [v]);
                break;
            case RefTerm r:
                path = r;
                break;
            case CallTerm c:
                // As in OPA, `f() := 1` is the rule f: there are no functions without arguments.
                (path, arguments) = (c.Operator, c.Arguments.IsEmpty ? null : c.Arguments);
                break;
            default:
                Error(term.Span, $"{term.KindName()} cannot be used for rule name");
                return null;
        }

        if (path.Head is not VarTerm { IsWildcard: false })
        {
            Error(path.Span, $"rule head ref {TermPrinter.Print(path)} invalid");
            return null;
        }

        var head = new RuleHead(From(start), path, arguments, null, null);
        return ReadHeadValue(head, TermPrinter.Print(path), isDefault);
    }

    private RuleHead? ReadHeadValue(RuleHead head, string name, bool isDefault)
    {
        if (IsKeyword("contains"))
        {
            if (head.Arguments is not null)
            {
                Unexpected($"the contains keyword can only be used with multi-value rule definitions (e.g., {name} contains <VALUE> {{ ... }})");
                return null;
            }

            Advance();
            var errors = _diagnostics.Count;
            if (ReadInfix(keyValue: true) is not { } element)
            {
                if (_diagnostics.Count == errors)
                {
                    Unexpected($"expected rule key term (e.g., {name} contains <VALUE> {{ ... }})");
                }

                return null;
            }

            return head with { Element = element, HasContains = true, Span = From(head.Span) };
        }

        if (Is(TokenKind.Unify) || Is(TokenKind.Assign))
        {
            head = head with { Assign = Is(TokenKind.Assign) };
            Advance();
            if (ReadInfix(keyValue: true) is not { } value)
            {
                return null;
            }

            return head with { Value = value, Span = From(head.Span) };
        }

        if (Current.Kind is >= TokenKind.Add and <= TokenKind.GreaterOrEqual && !Current.LineBefore)
        {
            Unexpected();
            return null;
        }

        if (isDefault)
        {
            Error(head.Span, "illegal default rule (must have a value)");
            return null;
        }

        return head with { Value = new BooleanTerm(head.Span, true), GeneratedValue = true };
    }
}
