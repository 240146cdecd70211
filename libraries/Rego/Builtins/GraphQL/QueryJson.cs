using Platform.Rego.Values;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>Queries as values, without what is null or empty, and back.</summary>
internal static class QueryJson
{
    public static Val Write(QueryDocument document) => AstJson.Object(
        ("Operations", AstJson.List(document.Operations, WriteOperation)),
        ("Fragments", AstJson.List(document.Fragments, WriteFragment)));

    public static QueryDocument Read(Val value)
    {
        var document = new QueryDocument();
        document.Operations.AddRange(AstJson.Read(value["Operations"], ReadOperation));
        document.Fragments.AddRange(AstJson.Read(value["Fragments"], ReadFragment));
        return document;
    }

    public static Val WriteDirectives(List<Directive> directives) => AstJson.List(directives, directive => AstJson.Object(
        ("Name", directive.Name),
        ("Arguments", WriteArguments(directive.Arguments)),
        ("Location", directive.Location)));

    public static List<Directive> ReadDirectives(Val value) => AstJson.Read(value, directive => new Directive
    {
        Name = AstJson.Text(directive["Name"]),
        Arguments = ReadArguments(directive["Arguments"]),
        Location = AstJson.Text(directive["Location"]),
    });

    public static Val WriteType(TypeReference type) => AstJson.Object(
        ("NamedType", type.NamedType),
        ("Elem", type.Elem is null ? default : WriteType(type.Elem)),
        ("NonNull", type.NonNull));

    public static TypeReference ReadType(Val value) => new()
    {
        NamedType = AstJson.Text(value["NamedType"]),
        Elem = value["Elem"].Kind == ValKind.Object ? ReadType(value["Elem"]) : null,
        NonNull = value["NonNull"].IsTrue,
    };

    public static Val WriteValue(GraphQlValue? value) => value is null ? default : AstJson.Object(
        ("Raw", value.Raw),
        ("Children", AstJson.List(value.Children, child => AstJson.Object(("Name", child.Name), ("Value", WriteValue(child.Value))))),
        ("Kind", (int)value.Kind),
        ("ExpectedTypeHasDefault", value.ExpectedTypeHasDefault));

    public static GraphQlValue? ReadValue(Val value) => value.Kind != ValKind.Object ? null : new GraphQlValue
    {
        Raw = AstJson.Text(value["Raw"]),
        Children = AstJson.Read(value["Children"], child => new ChildValue
        {
            Name = AstJson.Text(child["Name"]),
            Value = ReadValue(child["Value"]) ?? new GraphQlValue(),
        }),
        Kind = value["Kind"].TryGetInt64(out long kind) && kind is >= 0 and <= (int)GraphQlValueKind.ObjectValue
            ? (GraphQlValueKind)kind
            : GraphQlValueKind.Variable,
    };

    private static Val WriteArguments(List<Argument> arguments) =>
        AstJson.List(arguments, argument => AstJson.Object(("Name", argument.Name), ("Value", WriteValue(argument.Value))));

    private static List<Argument> ReadArguments(Val value) => AstJson.Read(value, argument => new Argument
    {
        Name = AstJson.Text(argument["Name"]),
        Value = ReadValue(argument["Value"]) ?? new GraphQlValue(),
    });

    private static Val WriteOperation(OperationDefinition operation) => AstJson.Object(
        ("Operation", operation.Operation),
        ("Name", operation.Name),
        ("VariableDefinitions", WriteVariables(operation.VariableDefinitions)),
        ("Directives", WriteDirectives(operation.Directives)),
        ("SelectionSet", WriteSelections(operation.SelectionSet)));

    private static OperationDefinition ReadOperation(Val value) => new()
    {
        Operation = AstJson.Text(value["Operation"]),
        Name = AstJson.Text(value["Name"]),
        VariableDefinitions = ReadVariables(value["VariableDefinitions"]),
        Directives = ReadDirectives(value["Directives"]),
        SelectionSet = ReadSelections(value["SelectionSet"]),
    };

    private static Val WriteFragment(FragmentDefinition fragment) => AstJson.Object(
        ("Name", fragment.Name),
        ("VariableDefinition", WriteVariables(fragment.VariableDefinition)),
        ("TypeCondition", fragment.TypeCondition),
        ("Directives", WriteDirectives(fragment.Directives)),
        ("SelectionSet", WriteSelections(fragment.SelectionSet)));

    private static FragmentDefinition ReadFragment(Val value) => new()
    {
        Name = AstJson.Text(value["Name"]),
        VariableDefinition = ReadVariables(value["VariableDefinition"]),
        TypeCondition = AstJson.Text(value["TypeCondition"]),
        Directives = ReadDirectives(value["Directives"]),
        SelectionSet = ReadSelections(value["SelectionSet"]),
    };

    private static Val WriteVariables(List<VariableDefinition> variables) => AstJson.List(variables, variable => AstJson.Object(
        ("Variable", variable.Variable),
        ("Type", WriteType(variable.Type)),
        ("DefaultValue", WriteValue(variable.DefaultValue)),
        ("Directives", WriteDirectives(variable.Directives)),
        ("Used", variable.Used)));

    private static List<VariableDefinition> ReadVariables(Val value) => AstJson.Read(value, variable => new VariableDefinition
    {
        Variable = AstJson.Text(variable["Variable"]),
        Type = ReadType(variable["Type"]),
        DefaultValue = ReadValue(variable["DefaultValue"]),
        Directives = ReadDirectives(variable["Directives"]),
    });

    private static Val WriteSelections(List<Selection> selections) => AstJson.List(selections, selection => selection switch
    {
        Field field => AstJson.Object(
            ("Alias", field.Alias),
            ("Name", field.Name),
            ("Arguments", WriteArguments(field.Arguments)),
            ("Directives", WriteDirectives(field.Directives)),
            ("SelectionSet", WriteSelections(field.SelectionSet))),
        FragmentSpread spread => AstJson.Object(("Name", spread.Name), ("Directives", WriteDirectives(spread.Directives))),
        InlineFragment inline => AstJson.Object(
            ("TypeCondition", inline.TypeCondition),
            ("Directives", WriteDirectives(inline.Directives)),
            ("SelectionSet", WriteSelections(inline.SelectionSet))),
        _ => throw new InvalidOperationException($"unexpected selection {selection.GetType().Name}"),
    });

    private static List<Selection> ReadSelections(Val value) => AstJson.Read<Selection>(value, selection =>
    {
        List<Directive> directives = ReadDirectives(selection["Directives"]);
        if (selection["Alias"].IsDefined)
        {
            return new Field
            {
                Alias = AstJson.Text(selection["Alias"]),
                Name = AstJson.Text(selection["Name"]),
                Arguments = ReadArguments(selection["Arguments"]),
                Directives = directives,
                SelectionSet = ReadSelections(selection["SelectionSet"]),
            };
        }

        return selection["Name"].IsDefined
            ? new FragmentSpread { Name = AstJson.Text(selection["Name"]), Directives = directives }
            : new InlineFragment
            {
                TypeCondition = AstJson.Text(selection["TypeCondition"]),
                Directives = directives,
                SelectionSet = ReadSelections(selection["SelectionSet"]),
            };
    });
}
