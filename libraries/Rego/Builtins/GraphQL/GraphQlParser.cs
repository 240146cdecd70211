using Kind = Platform.Rego.Builtins.GraphQL.GraphQlTokenKind;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>What the parsers of queries and schemas have in common: tokens, names, types, values and directives.</summary>
internal abstract class GraphQlParser
{
    private const int MaxDepth = 150;

    private readonly GraphQlLexer lexer;
    private GraphQlError? peekError;
    private bool isPeeked;
    private GraphQlToken peeked;
    private int depth;

    protected GraphQlParser(string text) => lexer = new GraphQlLexer(text);

    protected GraphQlToken Previous { get; private set; }

    protected GraphQlPosition Position => Peek().Position;

    protected GraphQlToken Peek()
    {
        if (!isPeeked)
        {
            peeked = lexer.Read(out peekError);
            isPeeked = true;
        }

        return peeked;
    }

    protected bool At(Kind kind) => Peek().Kind == kind;

    protected bool AtKeyword(string word) => Peek() is { Kind: Kind.Name } token && token.Value == word;

    protected GraphQlToken Next()
    {
        Previous = Peek();
        isPeeked = false;
        return peekError is null ? Previous : throw new GraphQlSyntaxException(peekError);
    }

    protected bool Skip(Kind kind)
    {
        if (!At(kind))
        {
            return false;
        }

        Next();
        return true;
    }

    protected GraphQlToken Expect(Kind kind) => At(kind)
        ? Next()
        : throw Error(Peek(), $"Expected {GraphQlToken.Describe(kind)}, found {GraphQlToken.Describe(Peek().Kind)}");

    protected void ExpectKeyword(string word)
    {
        if (!AtKeyword(word))
        {
            throw Error(Peek(), $"Expected \"{word}\", found {Peek()}");
        }

        Next();
    }

    protected static GraphQlSyntaxException Error(GraphQlToken token, string message) => new(new GraphQlError(message, token.Position));

    protected static GraphQlSyntaxException Unexpected(GraphQlToken token) => Error(token, $"Unexpected {token}");

    /// <summary>Items in delimiters, which may be missing altogether.</summary>
    protected List<T> Many<T>(Kind start, Kind end, Func<T> parse)
    {
        List<T> items = [];
        if (Skip(start))
        {
            Enter();
            while (!At(end))
            {
                items.Add(parse());
            }

            depth--;
            Next();
        }

        return items;
    }

    /// <summary>At least one item in delimiters, which may be missing altogether.</summary>
    protected List<T> Some<T>(Kind start, Kind end, Func<T> parse)
    {
        bool present = At(start);
        List<T> items = [];
        if (present)
        {
            Next();
            Enter();
            while (!At(end))
            {
                items.Add(parse());
            }

            depth--;
            if (items.Count == 0)
            {
                throw Error(Peek(), $"expected at least one definition, found {GraphQlToken.Describe(Peek().Kind)}");
            }

            Next();
        }

        return items;
    }

    protected string ParseName() => Expect(Kind.Name).Value;

    protected string ParseVariable()
    {
        Expect(Kind.Dollar);
        return ParseName();
    }

    protected TypeReference ParseTypeReference()
    {
        TypeReference type;
        if (Skip(Kind.LeftBracket))
        {
            Enter();
            GraphQlPosition position = Position;
            type = new TypeReference { Elem = ParseTypeReference(), Position = position };
            depth--;
            Expect(Kind.RightBracket);
        }
        else
        {
            GraphQlPosition position = Position;
            type = new TypeReference { NamedType = ParseName(), Position = position };
        }

        GraphQlPosition bang = Position;
        if (Skip(Kind.Bang))
        {
            type.Position = bang;
            type.NonNull = true;
        }

        return type;
    }

    protected List<Directive> ParseDirectives(bool isConstant)
    {
        List<Directive> directives = [];
        while (Skip(Kind.At))
        {
            GraphQlPosition position = Position;
            directives.Add(new Directive { Position = position, Name = ParseName(), Arguments = ParseArguments(isConstant) });
        }

        return directives;
    }

    protected List<Argument> ParseArguments(bool isConstant) => Many(Kind.LeftParenthesis, Kind.RightParenthesis, () =>
    {
        GraphQlPosition position = Position;
        string name = ParseName();
        Expect(Kind.Colon);
        return new Argument { Position = position, Name = name, Value = ParseValue(isConstant) };
    });

    protected GraphQlValue ParseValue(bool isConstant)
    {
        GraphQlToken token = Peek();
        GraphQlValueKind kind;
        switch (token.Kind)
        {
            case Kind.LeftBracket:
                return new GraphQlValue
                {
                    Kind = GraphQlValueKind.ListValue,
                    Position = token.Position,
                    Children = Many(Kind.LeftBracket, Kind.RightBracket, () => new ChildValue { Value = ParseValue(isConstant) }),
                };
            case Kind.LeftBrace:
                return new GraphQlValue
                {
                    Kind = GraphQlValueKind.ObjectValue,
                    Position = token.Position,
                    Children = Many(Kind.LeftBrace, Kind.RightBrace, () => ParseObjectField(isConstant)),
                };
            case Kind.Dollar when !isConstant:
                return new GraphQlValue { Position = token.Position, Raw = ParseVariable(), Kind = GraphQlValueKind.Variable };
            case Kind.Integer:
                kind = GraphQlValueKind.IntValue;
                break;
            case Kind.Float:
                kind = GraphQlValueKind.FloatValue;
                break;
            case Kind.String:
                kind = GraphQlValueKind.StringValue;
                break;
            case Kind.BlockString:
                kind = GraphQlValueKind.BlockValue;
                break;
            case Kind.Name:
                kind = token.Value switch
                {
                    "true" or "false" => GraphQlValueKind.BooleanValue,
                    "null" => GraphQlValueKind.NullValue,
                    _ => GraphQlValueKind.EnumValue,
                };
                break;
            default:
                throw Unexpected(token);
        }

        Next();
        return new GraphQlValue { Position = token.Position, Raw = token.Value, Kind = kind };
    }

    private ChildValue ParseObjectField(bool isConstant)
    {
        GraphQlPosition position = Position;
        string name = ParseName();
        Expect(Kind.Colon);
        return new ChildValue { Position = position, Name = name, Value = ParseValue(isConstant) };
    }

    private void Enter()
    {
        if (++depth > MaxDepth)
        {
            throw Error(Peek(), $"nested more than {MaxDepth} levels deep");
        }
    }
}
