using Kind = Platform.Rego.Builtins.GraphQL.GraphQlTokenKind;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>Parses operations and fragments.</summary>
internal sealed class QueryParser : GraphQlParser
{
    private QueryParser(string text)
        : base(text)
    {
    }

    /// <exception cref="GraphQlSyntaxException">The text is no query document.</exception>
    public static QueryDocument Parse(string text)
    {
        var parser = new QueryParser(text);
        var document = new QueryDocument();
        while (!parser.At(Kind.EndOfFile))
        {
            GraphQlToken token = parser.Peek();
            if (token.Kind == Kind.LeftBrace || token is { Kind: Kind.Name, Value: "query" or "mutation" or "subscription" })
            {
                document.Operations.Add(parser.ParseOperation());
            }
            else if (token is { Kind: Kind.Name, Value: "fragment" })
            {
                document.Fragments.Add(parser.ParseFragmentDefinition());
            }
            else
            {
                throw Unexpected(token);
            }
        }

        return document;
    }

    private OperationDefinition ParseOperation()
    {
        GraphQlPosition position = Position;
        if (At(Kind.LeftBrace))
        {
            return new OperationDefinition { Position = position, SelectionSet = ParseRequiredSelectionSet() };
        }

        string operation = Next().Value;
        return new OperationDefinition
        {
            Position = position,
            Operation = operation,
            Name = At(Kind.Name) ? Next().Value : "",
            VariableDefinitions = ParseVariableDefinitions(),
            Directives = ParseDirectives(false),
            SelectionSet = ParseRequiredSelectionSet(),
        };
    }

    private List<VariableDefinition> ParseVariableDefinitions() => Many(Kind.LeftParenthesis, Kind.RightParenthesis, () =>
    {
        GraphQlPosition position = Position;
        string variable = ParseVariable();
        Expect(Kind.Colon);
        return new VariableDefinition
        {
            Position = position,
            Variable = variable,
            Type = ParseTypeReference(),
            DefaultValue = Skip(Kind.EqualsSign) ? ParseValue(true) : null,
            Directives = ParseDirectives(false),
        };
    });

    private List<Selection> ParseRequiredSelectionSet()
    {
        if (!At(Kind.LeftBrace))
        {
            throw Error(Peek(), $"Expected {{, found {GraphQlToken.Describe(Peek().Kind)}");
        }

        return Some(Kind.LeftBrace, Kind.RightBrace, ParseSelection);
    }

    private Selection ParseSelection() => At(Kind.Spread) ? ParseFragment() : ParseField();

    private Field ParseField()
    {
        GraphQlPosition position = Position;
        string alias = ParseName();
        return new Field
        {
            Position = position,
            Alias = alias,
            Name = Skip(Kind.Colon) ? ParseName() : alias,
            Arguments = ParseArguments(false),
            Directives = ParseDirectives(false),
            SelectionSet = Some(Kind.LeftBrace, Kind.RightBrace, ParseSelection),
        };
    }

    private Selection ParseFragment()
    {
        Expect(Kind.Spread);
        GraphQlPosition position = Position;
        if (At(Kind.Name) && !AtKeyword("on"))
        {
            return new FragmentSpread { Position = position, Name = ParseName(), Directives = ParseDirectives(false) };
        }

        string condition = "";
        if (AtKeyword("on"))
        {
            Next();
            condition = ParseName();
        }

        return new InlineFragment
        {
            Position = position,
            TypeCondition = condition,
            Directives = ParseDirectives(false),
            SelectionSet = ParseRequiredSelectionSet(),
        };
    }

    private FragmentDefinition ParseFragmentDefinition()
    {
        GraphQlPosition position = Position;
        ExpectKeyword("fragment");
        if (AtKeyword("on"))
        {
            throw Unexpected(Peek());
        }

        string name = ParseName();
        List<VariableDefinition> variables = ParseVariableDefinitions();
        ExpectKeyword("on");
        return new FragmentDefinition
        {
            Position = position,
            Name = name,
            VariableDefinition = variables,
            TypeCondition = ParseName(),
            Directives = ParseDirectives(false),
            SelectionSet = ParseRequiredSelectionSet(),
        };
    }
}
