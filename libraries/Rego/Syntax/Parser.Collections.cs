using System.Collections.Immutable;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

internal sealed partial class Parser
{
    private Term? ReadArray()
    {
        var start = Current.Span;
        Advance();
        if (Is(TokenKind.RightBracket))
        {
            Advance();
            return new ArrayTerm(From(start), []);
        }

        var leadingComma = SkipLeadingComma();
        if (ReadTerm() is not { } head)
        {
            return null;
        }

        if (Is(TokenKind.Union) && !leadingComma)
        {
            var mark = Save();
            Advance();
            if (ReadBody(TokenKind.RightBracket) is { } body)
            {
                Advance();
                return new ArrayComprehension(From(start), head, body);
            }

            if (!Is(TokenKind.Comma))
            {
                return null;
            }

            Restore(mark);
        }

        if (ReadList(TokenKind.RightBracket, head) is not { } items)
        {
            return null;
        }

        Advance();
        return new ArrayTerm(From(start), items);
    }

    // `[, x]` is accepted for old policies.
    private bool SkipLeadingComma()
    {
        if (!Is(TokenKind.Comma))
        {
            return false;
        }

        Advance();
        return true;
    }

    // A set, an object or a comprehension of either; `{a | b}` is a comprehension rather than a union.
    private Term? ReadBraces()
    {
        var start = Current.Span;
        Advance();
        if (Is(TokenKind.RightBrace))
        {
            Advance();
            return new ObjectTerm(From(start), []);
        }

        var leadingComma = SkipLeadingComma();
        if (ReadTerm() is not { } head)
        {
            return null;
        }

        if (Is(TokenKind.Union) && !leadingComma)
        {
            var mark = Save();
            Advance();
            if (ReadBody(TokenKind.RightBrace) is { } body)
            {
                Advance();
                return new SetComprehension(From(start), head, body);
            }

            if (!Is(TokenKind.Comma))
            {
                return null;
            }

            Restore(mark);
        }

        if (ReadInfix(keyValue: false, head) is not { } first)
        {
            return null;
        }

        switch (Current.Kind)
        {
            case TokenKind.Colon:
                return ReadObject(start, first, leadingComma);
            case TokenKind.RightBrace or TokenKind.Comma:
                if (ReadListAfter(TokenKind.RightBrace, first) is not { } items)
                {
                    return null;
                }

                Advance();
                return new SetTerm(From(start), items);
            default:
                Unexpected("non-terminated set");
                return null;
        }
    }

    private Term? ReadObject(SourceSpan start, Term key, bool leadingComma)
    {
        Advance();
        if (ReadTerm() is not { } head)
        {
            return null;
        }

        if (Is(TokenKind.Union) && !leadingComma)
        {
            var mark = Save();
            Advance();
            if (ReadBody(TokenKind.RightBrace) is { } body)
            {
                Advance();
                return new ObjectComprehension(From(start), key, head, body);
            }

            var unread = Save();
            Restore(mark);
            if (_aborted || unread.At == mark.At)
            {
                return null;
            }
        }

        if (ReadInfix(keyValue: false, head) is not { } value)
        {
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<ObjectEntry>();
        entries.Add(new(key, value));
        while (Is(TokenKind.Comma))
        {
            Advance();
            if (Is(TokenKind.RightBrace))
            {
                break;
            }

            if (ReadInfix(keyValue: false) is not { } nextKey)
            {
                return null;
            }

            if (!Is(TokenKind.Colon))
            {
                Unexpected("expected \":\"");
                return null;
            }

            Advance();
            if (ReadInfix(keyValue: false) is not { } nextValue)
            {
                return null;
            }

            entries.Add(new(nextKey, nextValue));
            if (!Is(TokenKind.Comma) && !Is(TokenKind.RightBrace))
            {
                Unexpected("expected \",\" or \"}\"");
                return null;
            }
        }

        if (!Is(TokenKind.RightBrace))
        {
            Unexpected("non-terminated object");
            return null;
        }

        Advance();
        return new ObjectTerm(From(start), entries.ToImmutable());
    }

    private ImmutableArray<Term>? ReadList(TokenKind end, Term? head)
    {
        if (head is null && Is(end))
        {
            return [];
        }

        return ReadInfix(keyValue: false, head) is { } first ? ReadListAfter(end, first) : null;
    }

    // The rest of a list up to, and not including, its closing token.
    private ImmutableArray<Term>? ReadListAfter(TokenKind end, Term first)
    {
        var items = ImmutableArray.CreateBuilder<Term>();
        items.Add(first);
        while (!Is(end))
        {
            if (!Is(TokenKind.Comma))
            {
                Unexpected($"expected \",\" or \"{Display(end)}\"");
                return null;
            }

            Advance();
            if (Is(end))
            {
                break;
            }

            if (ReadInfix(keyValue: false) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return items.ToImmutable();
    }
}
