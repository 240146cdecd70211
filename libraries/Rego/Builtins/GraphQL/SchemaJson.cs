using Platform.Rego.Values;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>Schemas as values, without what is null or empty, and back.</summary>
internal static class SchemaJson
{
    public static Val Write(SchemaDocument document) => AstJson.Object(
        ("Schema", AstJson.List(document.Schema, WriteSchema)),
        ("SchemaExtension", AstJson.List(document.SchemaExtension, WriteSchema)),
        ("Directives", AstJson.List(document.Directives, WriteDirective)),
        ("Definitions", AstJson.List(document.Definitions, WriteDefinition)),
        ("Extensions", AstJson.List(document.Extensions, WriteDefinition)));

    public static SchemaDocument Read(Val value)
    {
        var document = new SchemaDocument();
        document.Schema.AddRange(AstJson.Read(value["Schema"], ReadSchema));
        document.SchemaExtension.AddRange(AstJson.Read(value["SchemaExtension"], ReadSchema));
        document.Directives.AddRange(AstJson.Read(value["Directives"], ReadDirective));
        document.Definitions.AddRange(AstJson.Read(value["Definitions"], ReadDefinition));
        document.Extensions.AddRange(AstJson.Read(value["Extensions"], ReadDefinition));
        return document;
    }

    private static Val WriteSchema(SchemaDefinition schema) => AstJson.Object(
        ("Description", schema.Description),
        ("Directives", QueryJson.WriteDirectives(schema.Directives)),
        ("OperationTypes", AstJson.List(schema.OperationTypes, type => AstJson.Object(("Operation", type.Operation), ("Type", type.Type)))));

    private static SchemaDefinition ReadSchema(Val value) => new()
    {
        Description = AstJson.Text(value["Description"]),
        Directives = QueryJson.ReadDirectives(value["Directives"]),
        OperationTypes = AstJson.Read(value["OperationTypes"], type => new OperationTypeDefinition
        {
            Operation = AstJson.Text(type["Operation"]),
            Type = AstJson.Text(type["Type"]),
        }),
    };

    private static Val WriteDirective(DirectiveDefinition directive) => AstJson.Object(
        ("Description", directive.Description),
        ("Name", directive.Name),
        ("Arguments", AstJson.List(directive.Arguments, WriteArgument)),
        ("Locations", AstJson.List(directive.Locations, text => text)),
        ("IsRepeatable", directive.IsRepeatable));

    private static DirectiveDefinition ReadDirective(Val value) => new()
    {
        Description = AstJson.Text(value["Description"]),
        Name = AstJson.Text(value["Name"]),
        Arguments = AstJson.Read(value["Arguments"], ReadArgument),
        Locations = AstJson.Read(value["Locations"], AstJson.Text),
        IsRepeatable = value["IsRepeatable"].IsTrue,
    };

    private static Val WriteDefinition(Definition definition) => AstJson.Object(
        ("Kind", definition.Kind),
        ("Description", definition.Description),
        ("Name", definition.Name),
        ("Directives", QueryJson.WriteDirectives(definition.Directives)),
        ("Interfaces", AstJson.List(definition.Interfaces, text => text)),
        ("Fields", AstJson.List(definition.Fields, WriteField)),
        ("Types", AstJson.List(definition.Types, text => text)),
        ("EnumValues", AstJson.List(definition.EnumValues, value => AstJson.Object(
            ("Description", value.Description),
            ("Name", value.Name),
            ("Directives", QueryJson.WriteDirectives(value.Directives))))),
        ("BuiltIn", definition.BuiltIn));

    private static Definition ReadDefinition(Val value) => new()
    {
        Kind = AstJson.Text(value["Kind"]),
        Description = AstJson.Text(value["Description"]),
        Name = AstJson.Text(value["Name"]),
        Directives = QueryJson.ReadDirectives(value["Directives"]),
        Interfaces = AstJson.Read(value["Interfaces"], AstJson.Text),
        Fields = AstJson.Read(value["Fields"], ReadField),
        Types = AstJson.Read(value["Types"], AstJson.Text),
        EnumValues = AstJson.Read(value["EnumValues"], item => new EnumValueDefinition
        {
            Description = AstJson.Text(item["Description"]),
            Name = AstJson.Text(item["Name"]),
            Directives = QueryJson.ReadDirectives(item["Directives"]),
        }),
        BuiltIn = value["BuiltIn"].IsTrue,
    };

    private static Val WriteField(FieldDefinition field) => AstJson.Object(
        ("Description", field.Description),
        ("Name", field.Name),
        ("Arguments", AstJson.List(field.Arguments, WriteArgument)),
        ("DefaultValue", QueryJson.WriteValue(field.DefaultValue)),
        ("Type", QueryJson.WriteType(field.Type)),
        ("Directives", QueryJson.WriteDirectives(field.Directives)));

    private static FieldDefinition ReadField(Val value) => new()
    {
        Description = AstJson.Text(value["Description"]),
        Name = AstJson.Text(value["Name"]),
        Arguments = AstJson.Read(value["Arguments"], ReadArgument),
        DefaultValue = QueryJson.ReadValue(value["DefaultValue"]),
        Type = QueryJson.ReadType(value["Type"]),
        Directives = QueryJson.ReadDirectives(value["Directives"]),
    };

    private static Val WriteArgument(ArgumentDefinition argument) => AstJson.Object(
        ("Description", argument.Description),
        ("Name", argument.Name),
        ("DefaultValue", QueryJson.WriteValue(argument.DefaultValue)),
        ("Type", QueryJson.WriteType(argument.Type)),
        ("Directives", QueryJson.WriteDirectives(argument.Directives)));

    private static ArgumentDefinition ReadArgument(Val value) => new()
    {
        Description = AstJson.Text(value["Description"]),
        Name = AstJson.Text(value["Name"]),
        DefaultValue = QueryJson.ReadValue(value["DefaultValue"]),
        Type = QueryJson.ReadType(value["Type"]),
        Directives = QueryJson.ReadDirectives(value["Directives"]),
    };
}
