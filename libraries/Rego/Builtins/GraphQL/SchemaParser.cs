using Kind = Platform.Rego.Builtins.GraphQL.GraphQlTokenKind;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>Parses type system definitions and extensions.</summary>
internal sealed class SchemaParser : GraphQlParser
{
    private static readonly HashSet<string> Locations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION",
        "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    private SchemaParser(string text)
        : base(text)
    {
    }

    /// <exception cref="GraphQlSyntaxException">The text is no schema document.</exception>
    public static SchemaDocument Parse(string text)
    {
        var parser = new SchemaParser(text);
        var document = new SchemaDocument();
        while (!parser.At(Kind.EndOfFile))
        {
            parser.ParseDefinition(document);
        }

        return document;
    }

    private void ParseDefinition(SchemaDocument document)
    {
        string description = ParseDescription();
        if (!At(Kind.Name))
        {
            throw Unexpected(Peek());
        }

        switch (Peek().Value)
        {
            case "scalar" or "type" or "interface" or "union" or "enum" or "input":
                document.Definitions.Add(ParseType(description, isExtension: false));
                break;
            case "schema":
                document.Schema.Add(ParseSchema(description, isExtension: false));
                break;
            case "directive":
                document.Directives.Add(ParseDirectiveDefinition(description));
                break;
            case "extend":
                if (description.Length > 0)
                {
                    throw Unexpected(Previous);
                }

                Next();
                ParseExtension(document);
                break;
            default:
                throw Unexpected(Peek());
        }
    }

    private void ParseExtension(SchemaDocument document)
    {
        switch (Peek().Value)
        {
            case "schema":
                document.SchemaExtension.Add(ParseSchema("", isExtension: true));
                break;
            case "scalar" or "type" or "interface" or "union" or "enum" or "input":
                document.Extensions.Add(ParseType("", isExtension: true));
                break;
            default:
                throw Unexpected(Peek());
        }
    }

    private SchemaDefinition ParseSchema(string description, bool isExtension)
    {
        ExpectKeyword("schema");
        GraphQlPosition position = Position;
        var schema = new SchemaDefinition
        {
            Position = position,
            Description = description,
            Directives = ParseDirectives(true),
            OperationTypes = Some(Kind.LeftBrace, Kind.RightBrace, ParseOperationType),
        };
        return isExtension && schema.Directives.Count == 0 && schema.OperationTypes.Count == 0 ? throw Unexpected(Peek()) : schema;
    }

    private OperationTypeDefinition ParseOperationType()
    {
        GraphQlPosition position = Position;
        GraphQlToken operation = Next();
        if (operation.Value is not ("query" or "mutation" or "subscription"))
        {
            throw Unexpected(operation);
        }

        Expect(Kind.Colon);
        return new OperationTypeDefinition { Position = position, Operation = operation.Value, Type = ParseName() };
    }

    private Definition ParseType(string description, bool isExtension)
    {
        string keyword = Next().Value;
        GraphQlPosition position = Position;
        string name = ParseName();
        List<string> interfaces = keyword == "type" || keyword == "interface" && !isExtension ? ParseInterfaces() : [];
        var definition = new Definition
        {
            Position = position,
            Description = description,
            Name = name,
            Kind = keyword switch
            {
                "scalar" => Definition.Scalar,
                "type" => Definition.Object,
                "interface" => Definition.Interface,
                "union" => Definition.Union,
                "enum" => Definition.Enum,
                _ => Definition.InputObject,
            },
            Interfaces = interfaces,
            Directives = ParseDirectives(!(isExtension && keyword == "input")),
            Fields = keyword switch
            {
                "type" or "interface" => Some(Kind.LeftBrace, Kind.RightBrace, ParseField),
                "input" => Some(Kind.LeftBrace, Kind.RightBrace, ParseInputField),
                _ => [],
            },
            Types = keyword == "union" ? ParseUnionMembers() : [],
            EnumValues = keyword == "enum" ? Some(Kind.LeftBrace, Kind.RightBrace, ParseEnumValue) : [],
        };
        bool isEmpty = definition.Interfaces.Count + definition.Directives.Count + definition.Fields.Count
            + definition.Types.Count + definition.EnumValues.Count == 0;
        return isExtension && isEmpty ? throw Unexpected(Peek()) : definition;
    }

    private string ParseDescription() => At(Kind.BlockString) || At(Kind.String) ? Next().Value : "";

    private List<string> ParseInterfaces()
    {
        List<string> names = [];
        if (AtKeyword("implements"))
        {
            Next();
            Skip(Kind.Ampersand);
            do
            {
                names.Add(ParseName());
            }
            while (Skip(Kind.Ampersand));
        }

        return names;
    }

    private List<string> ParseUnionMembers()
    {
        List<string> names = [];
        if (Skip(Kind.EqualsSign))
        {
            Skip(Kind.Pipe);
            do
            {
                names.Add(ParseName());
            }
            while (Skip(Kind.Pipe));
        }

        return names;
    }

    private FieldDefinition ParseField()
    {
        GraphQlPosition position = Position;
        string description = ParseDescription();
        string name = ParseName();
        List<ArgumentDefinition> arguments = ParseArgumentDefinitions();
        Expect(Kind.Colon);
        return new FieldDefinition
        {
            Position = position,
            Description = description,
            Name = name,
            Arguments = arguments,
            Type = ParseTypeReference(),
            Directives = ParseDirectives(true),
        };
    }

    private FieldDefinition ParseInputField()
    {
        GraphQlPosition position = Position;
        string description = ParseDescription();
        string name = ParseName();
        Expect(Kind.Colon);
        return new FieldDefinition
        {
            Position = position,
            Description = description,
            Name = name,
            Type = ParseTypeReference(),
            DefaultValue = Skip(Kind.EqualsSign) ? ParseValue(true) : null,
            Directives = ParseDirectives(true),
        };
    }

    private List<ArgumentDefinition> ParseArgumentDefinitions() => Some(Kind.LeftParenthesis, Kind.RightParenthesis, () =>
    {
        GraphQlPosition position = Position;
        string description = ParseDescription();
        string name = ParseName();
        Expect(Kind.Colon);
        return new ArgumentDefinition
        {
            Position = position,
            Description = description,
            Name = name,
            Type = ParseTypeReference(),
            DefaultValue = Skip(Kind.EqualsSign) ? ParseValue(true) : null,
            Directives = ParseDirectives(true),
        };
    });

    private EnumValueDefinition ParseEnumValue()
    {
        GraphQlPosition position = Position;
        return new EnumValueDefinition
        {
            Position = position,
            Description = ParseDescription(),
            Name = ParseName(),
            Directives = ParseDirectives(true),
        };
    }

    private DirectiveDefinition ParseDirectiveDefinition(string description)
    {
        ExpectKeyword("directive");
        Expect(Kind.At);
        GraphQlPosition position = Position;
        string name = ParseName();
        List<ArgumentDefinition> arguments = ParseArgumentDefinitions();
        bool repeatable = AtKeyword("repeatable") && Skip(Kind.Name);
        ExpectKeyword("on");
        Skip(Kind.Pipe);
        List<string> locations = [];
        do
        {
            GraphQlToken location = Expect(Kind.Name);
            locations.Add(Locations.Contains(location.Value) ? location.Value : throw Unexpected(location));
        }
        while (Skip(Kind.Pipe));

        return new DirectiveDefinition
        {
            Position = position,
            Description = description,
            Name = name,
            Arguments = arguments,
            IsRepeatable = repeatable,
            Locations = locations,
        };
    }
}
