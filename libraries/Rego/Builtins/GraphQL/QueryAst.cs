namespace Platform.Rego.Builtins.GraphQL;

// The nodes of a query, named as gqlparser names them because their JSON form is a result of graphql.parse_query.
// The definitions that validation fills in are no part of it.

internal sealed class QueryDocument
{
    public List<OperationDefinition> Operations { get; } = [];

    public List<FragmentDefinition> Fragments { get; } = [];

    public FragmentDefinition? FragmentNamed(string name) => Fragments.Find(f => f.Name == name);
}

internal sealed class OperationDefinition
{
    public string Operation { get; init; } = "query";

    public string Name { get; set; } = "";

    public List<VariableDefinition> VariableDefinitions { get; init; } = [];

    public List<Directive> Directives { get; init; } = [];

    public List<Selection> SelectionSet { get; set; } = [];

    public GraphQlPosition Position { get; init; }
}

internal sealed class VariableDefinition
{
    public string Variable { get; init; } = "";

    public TypeReference Type { get; init; } = new();

    public GraphQlValue? DefaultValue { get; init; }

    public List<Directive> Directives { get; init; } = [];

    public bool Used { get; set; }

    public Definition? Definition { get; set; }

    public GraphQlPosition Position { get; init; }
}

internal sealed class FragmentDefinition
{
    public string Name { get; init; } = "";

    public List<VariableDefinition> VariableDefinition { get; init; } = [];

    public string TypeCondition { get; init; } = "";

    public List<Directive> Directives { get; init; } = [];

    public List<Selection> SelectionSet { get; init; } = [];

    public Definition? Definition { get; set; }

    public GraphQlPosition Position { get; init; }
}

internal abstract class Selection
{
    public List<Directive> Directives { get; init; } = [];

    public Definition? ObjectDefinition { get; set; }

    public GraphQlPosition Position { get; init; }
}

internal sealed class Field : Selection
{
    public string Alias { get; init; } = "";

    public string Name { get; init; } = "";

    public List<Argument> Arguments { get; init; } = [];

    public List<Selection> SelectionSet { get; init; } = [];

    public FieldDefinition? Definition { get; set; }
}

internal sealed class FragmentSpread : Selection
{
    public string Name { get; init; } = "";

    public FragmentDefinition? Definition { get; set; }
}

internal sealed class InlineFragment : Selection
{
    public string TypeCondition { get; init; } = "";

    public List<Selection> SelectionSet { get; init; } = [];
}

internal sealed class Argument
{
    public string Name { get; init; } = "";

    public GraphQlValue Value { get; init; } = new();

    public GraphQlPosition Position { get; init; }
}

internal sealed class Directive
{
    public string Name { get; init; } = "";

    public List<Argument> Arguments { get; init; } = [];

    public DirectiveDefinition? Definition { get; set; }

    public string Location { get; set; } = "";

    public GraphQlPosition Position { get; init; }
}

/// <summary>The numbers are those of gqlparser's JSON.</summary>
internal enum GraphQlValueKind
{
    Variable,
    IntValue,
    FloatValue,
    StringValue,
    BlockValue,
    BooleanValue,
    NullValue,
    EnumValue,
    ListValue,
    ObjectValue,
}

internal sealed class GraphQlValue
{
    public string Raw { get; init; } = "";

    public List<ChildValue> Children { get; init; } = [];

    public GraphQlValueKind Kind { get; init; }

    public Definition? Definition { get; set; }

    public VariableDefinition? VariableDefinition { get; set; }

    public TypeReference? ExpectedType { get; set; }

    public bool ExpectedTypeHasDefault { get; set; }

    public GraphQlPosition Position { get; init; }

    public override string ToString() => Kind switch
    {
        GraphQlValueKind.Variable => "$" + Raw,
        GraphQlValueKind.StringValue or GraphQlValueKind.BlockValue => Formatting.GoQuote.Quote(Raw),
        GraphQlValueKind.ListValue => $"[{string.Join(",", Children.Select(c => c.Value))}]",
        GraphQlValueKind.ObjectValue => $"{{{string.Join(",", Children.Select(c => $"{c.Name}:{c.Value}"))}}}",
        _ => Raw,
    };
}

internal sealed class ChildValue
{
    public string Name { get; init; } = "";

    public GraphQlValue Value { get; init; } = new();

    public GraphQlPosition Position { get; init; }
}

internal sealed class TypeReference
{
    public string NamedType { get; init; } = "";

    public TypeReference? Elem { get; init; }

    public bool NonNull { get; set; }

    public GraphQlPosition Position { get; set; }

    /// <summary>The name of the innermost type.</summary>
    public string Name => Elem?.Name ?? NamedType;

    public bool IsCompatible(TypeReference other)
    {
        if (NamedType != other.NamedType || Elem is not null && other.Elem is null || Elem is null != other.Elem is null)
        {
            return false;
        }

        return (Elem is null || Elem.IsCompatible(other.Elem!)) && (!other.NonNull || NonNull);
    }

    public override string ToString() => (Elem is null ? NamedType : $"[{Elem}]") + (NonNull ? "!" : "");
}
