using System.Collections.Immutable;
using Platform.Rego.Diagnostics;

namespace Platform.Rego.Syntax;

internal sealed partial class Parser
{
    private Module? ReadModule()
    {
        var first = _diagnostics.Count;
        if (Is(TokenKind.EndOfFile))
        {
            if (!_aborted)
            {
                Error(Current.Span, "empty module");
            }

            return null;
        }

        Package? package = null;
        var imports = ImmutableArray.CreateBuilder<Import>();
        var rules = ImmutableArray.CreateBuilder<Rule>();
        while (!Is(TokenKind.EndOfFile) && _diagnostics.Count - first < DiagnosticBag.Maximum)
        {
            var start = _at;
            if (IsKeyword("package") && !IsKeywordAsReference())
            {
                var at = Current.Span;
                var read = ReadPackage();
                if (package is not null || rules.Count > 0 || imports.Count > 0)
                {
                    Error(at, "unexpected package");
                }

                package ??= read;
                if (read is null)
                {
                    SkipToNextStatement(start);
                }
            }
            else if (package is null)
            {
                Error(Current.Span, "package expected");
                return null;
            }
            else if (IsKeyword("import") && !IsKeywordAsReference())
            {
                if (ReadImport() is { } import)
                {
                    imports.Add(import);
                }
                else
                {
                    SkipToNextStatement(start);
                }
            }
            else if (ReadRules() is { } read)
            {
                rules.AddRange(read);
            }
            else
            {
                SkipToNextStatement(start);
            }
        }

        if (package is null || _aborted)
        {
            return null;
        }

        if (_dialect != Dialect.V0)
        {
            CheckV1(rules);
        }

        var annotations = MetadataParser.Read(_comments, _diagnostics);
        return new(_source, _dialect, package, imports.ToImmutable(), rules.ToImmutable(), [.. _comments], annotations);
    }

    // After an error: on to the next token that begins a line, so that one run reports several errors.
    private void SkipToNextStatement(int start)
    {
        _at = Math.Max(_at, Math.Min(start + 1, _tokens.Count - 1));
        while (!Is(TokenKind.EndOfFile) && !(Current.LineBefore && Current.Span.Column == 1
            && Current.Kind is not (TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParen)))
        {
            _at++;
        }
    }

    private Package? ReadPackage()
    {
        var start = Current.Span;
        Advance();
        if (!Is(TokenKind.Word))
        {
            Unexpected();
            return null;
        }

        var term = ReadReferenceStartingWith(new VarTerm(Current.Span, Current.Value));
        var parts = term switch
        {
            VarTerm v => [v],
            RefTerm r => r.Parts,
            _ => [],
        };
        if (parts.IsEmpty)
        {
            // A call, as in `package p()`; an error of the reference itself has been told.
            if (term is not null)
            {
                Unexpected();
            }

            return null;
        }

        var path = ImmutableArray.CreateBuilder<Term>(parts.Length + 1);
        path.Add(new VarTerm(parts[0].Span, "data"));
        for (var i = 0; i < parts.Length; i++)
        {
            switch (parts[i])
            {
                case VarTerm v when i == 0:
                    path.Add(new StringTerm(v.Span, v.Name));
                    break;
                case StringTerm s when i > 0:
                    path.Add(s);
                    break;
                default:
                    Error(parts[i].Span, $"unexpected {parts[i].KindName()} token: expecting {(i == 0 ? "var" : "string")}");
                    return null;
            }
        }

        return new(From(start), new RefTerm(term!.Span, path.MoveToImmutable()));
    }

    private Import? ReadImport()
    {
        var start = Current.Span;
        Advance();
        if (!Is(TokenKind.Word))
        {
            Unexpected();
            return null;
        }

        var term = ReadReferenceStartingWith(new VarTerm(Current.Span, Current.Value));
        if (term is null)
        {
            return null;
        }

        var path = term as RefTerm ?? new RefTerm(term.Span, [term]);
        for (var i = 1; i < path.Parts.Length; i++)
        {
            if (path.Parts[i] is not StringTerm)
            {
                Error(path.Parts[i].Span, $"unexpected {path.Parts[i].KindName()} token: expecting string");
                return null;
            }
        }

        if (path.HeadName is not ("data" or "input" or "future" or "rego"))
        {
            Error(path.Span, "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
                + $"{TermPrinter.Print(path.Head)} (hint: if this is unexpected, try updating OPA)");
            return null;
        }

        string? alias = null;
        if (IsKeyword("as"))
        {
            Advance();
            if (!Is(TokenKind.Word) || _keywords.Contains(Current.Value) || Current.Value == "_")
            {
                Unexpected("expected var");
                return null;
            }

            alias = Current.Value;
            Advance();
        }

        var import = new Import(From(start), path, alias);
        switch (path.HeadName)
        {
            case "future":
                ImportFuture(import);
                break;
            case "rego":
                ImportRego(import);
                break;
            default:
                if (alias is null && path.Parts.Length > 1 && Keywords.IsKeyword(import.Name, _dialect))
                {
                    Error(path.Parts[^1].Span, $"unexpected import path, must not end with a keyword, got: {import.Name} "
                        + "(hint: import a different path or use an alias)");
                }

                break;
        }

        return import;
    }

    private void ImportFuture(Import import)
    {
        var path = import.Path.Parts;
        if (path.Length is < 2 or > 3 || path[1] is not StringTerm { Value: "keywords" })
        {
            Error(import.Path.Span, "invalid import, must be `future.keywords`");
            return;
        }

        if (import.Alias is not null)
        {
            Error(import.Path.Span, "`future` imports cannot be aliased");
            return;
        }

        string[] known = [.. Keywords.FutureInV0, .. Keywords.OptIn];
        if (path.Length == 2)
        {
            Enable(known);
        }
        else if (path[2] is StringTerm keyword && known.Contains(keyword.Value))
        {
            Enable([keyword.Value]);
        }
        else
        {
            Error(import.Path.Span, $"unexpected keyword, must be one of [{string.Join(' ', known.Order(StringComparer.Ordinal))}]");
        }
    }

    private void ImportRego(Import import)
    {
        var path = import.Path.Parts;
        if (path is [_, StringTerm { Value: "v2" }])
        {
            Enable(Keywords.OptIn);
            return;
        }

        if (path is not [_, StringTerm { Value: "v1" }])
        {
            Error(import.Path.Span, $"invalid import `{TermPrinter.Print(import.Path)}`, must be `rego.v1`");
            return;
        }

        if (_dialect == Dialect.V1)
        {
            return;
        }

        if (import.Alias is not null)
        {
            Error(import.Path.Span, "`rego` imports cannot be aliased");
            return;
        }

        _dialect = Dialect.V0CompatV1;
        Enable(Keywords.FutureInV0);
    }

    private void Enable(IEnumerable<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            _keywords.Add(keyword);
            _bodyNot |= keyword == "not";
        }
    }

    private void CheckV1(IEnumerable<Rule> rules)
    {
        foreach (var rule in rules.SelectMany(r => r.Chain()))
        {
            var kind = rule.IsFunction ? "function" : "rule";
            if (rule.GeneratedBody && rule.Head.GeneratedValue)
            {
                Error(rule.Span, $"{kind} must have value assignment and/or body declaration");
            }

            if (!rule.GeneratedBody && !rule.Head.HasIf && !rule.IsDefault)
            {
                Error(rule.Span, $"`if` keyword is required before {kind} body");
            }

            if (rule.Head.IsMultiValue && !rule.Head.HasContains)
            {
                Error(rule.Span, "`contains` keyword is required for partial set rules");
            }
        }
    }
}
