namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A literal must fit the type that its place expects.</summary>
internal sealed class ValuesOfCorrectType : ValidationRule
{
    public override void Value(QueryWalker walker, GraphQlValue value)
    {
        if (value.Definition is not { } type || value.ExpectedType is not { } expected)
        {
            return;
        }

        // Scalars of the schema's own take anything.
        if (type.Kind == Definition.Scalar && type.Name is not ("Int" or "Float" or "String" or "Boolean" or "ID"))
        {
            return;
        }

        switch (value.Kind)
        {
            case GraphQlValueKind.NullValue:
                Require(!expected.NonNull);
                break;
            case GraphQlValueKind.ListValue:
                Require(expected.Elem is not null);
                break;
            case GraphQlValueKind.IntValue:
                Require(type.Name is "Int" or "Float" or "ID");
                break;
            case GraphQlValueKind.FloatValue:
                Require(type.Name == "Float");
                break;
            case GraphQlValueKind.BooleanValue:
                Require(type.Name == "Boolean");
                break;
            case GraphQlValueKind.StringValue or GraphQlValueKind.BlockValue when type.Kind == Definition.Enum:
                walker.Report(
                    value.Position, $"Enum \"{expected}\" cannot represent non-enum value: {value}.{MeantValue(type, value.Raw)}");
                break;
            case GraphQlValueKind.StringValue or GraphQlValueKind.BlockValue:
                Require(type.Name is "String" or "ID");
                break;
            case GraphQlValueKind.EnumValue when type.Kind != Definition.Enum:
                Require(false);
                break;
            case GraphQlValueKind.EnumValue when !type.EnumValues.Exists(v => v.Name == value.Raw):
                walker.Report(value.Position, $"Value \"{value}\" does not exist in \"{expected}\" enum.{MeantValue(type, value.Raw)}");
                break;
            case GraphQlValueKind.ObjectValue:
                CheckObject(walker, type, value);
                break;
        }

        void Require(bool fits)
        {
            if (!fits)
            {
                walker.Report(value.Position, Unexpected(type, expected, value));
            }
        }
    }

    private static void CheckObject(QueryWalker walker, Definition type, GraphQlValue value)
    {
        foreach (FieldDefinition field in type.Fields)
        {
            if (field is { Type.NonNull: true, DefaultValue: null } && !value.Children.Exists(c => c.Name == field.Name))
            {
                walker.Report(value.Position, $"Field \"{type.Name}.{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        foreach (ChildValue child in value.Children.Where(c => type.FieldNamed(c.Name) is null))
        {
            string suggestion = Suggestions.DidYouMean("Did you mean", child.Name, type.Fields.Select(f => f.Name));
            walker.Report(child.Position, $"Field \"{child.Name}\" is not defined by type \"{type.Name}\".{suggestion}");
        }
    }

    private static string MeantValue(Definition type, string raw) =>
        Suggestions.DidYouMean("Did you mean the enum value", raw, type.EnumValues.Select(v => v.Name));

    private static string Unexpected(Definition type, TypeReference expected, GraphQlValue value) => expected.NamedType switch
    {
        "Int" => $"Int cannot represent non-integer value: {value}",
        "String" => $"String cannot represent a non string value: {value}",
        "Boolean" => $"Boolean cannot represent a non boolean value: {value}",
        "Float" => $"Float cannot represent non numeric value: {value}",
        "ID" => $"ID cannot represent a non-string and non-integer value: {value}",
        _ when type.Kind == Definition.Enum => $"Enum \"{expected}\" cannot represent non-enum value: {value}.",
        _ => $"Expected value of type \"{expected}\", found {value}.",
    };
}
