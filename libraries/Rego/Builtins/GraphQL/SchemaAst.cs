namespace Platform.Rego.Builtins.GraphQL;

// The nodes of a schema, named as gqlparser names them because their JSON form is a result of graphql.parse_schema.

internal sealed class SchemaDocument
{
    public List<SchemaDefinition> Schema { get; } = [];

    public List<SchemaDefinition> SchemaExtension { get; } = [];

    public List<DirectiveDefinition> Directives { get; } = [];

    public List<Definition> Definitions { get; } = [];

    public List<Definition> Extensions { get; } = [];

    public void Merge(SchemaDocument other)
    {
        Schema.AddRange(other.Schema);
        SchemaExtension.AddRange(other.SchemaExtension);
        Directives.AddRange(other.Directives);
        Definitions.AddRange(other.Definitions);
        Extensions.AddRange(other.Extensions);
    }
}

internal sealed class SchemaDefinition
{
    public string Description { get; init; } = "";

    public List<Directive> Directives { get; init; } = [];

    public List<OperationTypeDefinition> OperationTypes { get; init; } = [];

    public GraphQlPosition Position { get; init; }
}

internal sealed class OperationTypeDefinition
{
    public string Operation { get; init; } = "";

    public string Type { get; init; } = "";

    public GraphQlPosition Position { get; init; }
}

internal sealed class DirectiveDefinition
{
    public string Description { get; init; } = "";

    public string Name { get; init; } = "";

    public List<ArgumentDefinition> Arguments { get; init; } = [];

    public List<string> Locations { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public GraphQlPosition Position { get; init; }
}

internal sealed class Definition
{
    public const string Scalar = "SCALAR";
    public const string Object = "OBJECT";
    public const string Interface = "INTERFACE";
    public const string Union = "UNION";
    public const string Enum = "ENUM";
    public const string InputObject = "INPUT_OBJECT";

    public string Kind { get; init; } = "";

    public string Description { get; init; } = "";

    public string Name { get; init; } = "";

    public List<Directive> Directives { get; init; } = [];

    public List<string> Interfaces { get; init; } = [];

    public List<FieldDefinition> Fields { get; init; } = [];

    public List<string> Types { get; init; } = [];

    public List<EnumValueDefinition> EnumValues { get; init; } = [];

    public bool BuiltIn { get; set; }

    public GraphQlPosition Position { get; init; }

    public bool IsLeaf => Kind is Scalar or Enum;

    public bool IsAbstract => Kind is Interface or Union;

    public bool IsComposite => Kind is Object or Interface or Union;

    public bool IsInput => Kind is Scalar or Enum or InputObject;

    public FieldDefinition? FieldNamed(string name) => Fields.Find(f => f.Name == name);
}

internal sealed class FieldDefinition
{
    public string Description { get; init; } = "";

    public string Name { get; init; } = "";

    public List<ArgumentDefinition> Arguments { get; init; } = [];

    public GraphQlValue? DefaultValue { get; init; }

    public TypeReference Type { get; init; } = new();

    public List<Directive> Directives { get; init; } = [];

    public GraphQlPosition Position { get; init; }
}

internal sealed class ArgumentDefinition
{
    public string Description { get; init; } = "";

    public string Name { get; init; } = "";

    public GraphQlValue? DefaultValue { get; init; }

    public TypeReference Type { get; init; } = new();

    public List<Directive> Directives { get; init; } = [];

    public GraphQlPosition Position { get; init; }
}

internal sealed class EnumValueDefinition
{
    public string Description { get; init; } = "";

    public string Name { get; init; } = "";

    public List<Directive> Directives { get; init; } = [];

    public GraphQlPosition Position { get; init; }
}
