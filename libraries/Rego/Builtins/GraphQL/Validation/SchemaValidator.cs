namespace Platform.Rego.Builtins.GraphQL.Validation;

/// <summary>Builds a schema from its document and checks that it holds together. It may change the document's definitions.</summary>
internal sealed class SchemaValidator
{
    private readonly GraphQlSchema schema = new();

    private SchemaValidator()
    {
    }

    /// <exception cref="GraphQlSyntaxException">The schema does not hold together.</exception>
    public static GraphQlSchema Validate(SchemaDocument user)
    {
        SchemaDocument document = Prelude.Document();
        document.Merge(user);
        var validator = new SchemaValidator();
        validator.Build(document);
        return validator.schema;
    }

    private void Build(SchemaDocument document)
    {
        foreach (Definition definition in AddTypes(document))
        {
            AddPossibleTypes(definition);
        }

        AddDirectives(document);
        AddRoots(document);
        foreach (Definition definition in schema.Types.Values.OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            new DefinitionValidator(schema).Check(definition);
        }

        foreach (DirectiveDefinition directive in schema.Directives.Values.OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            new DefinitionValidator(schema).Check(directive);
        }

        if (document.Schema.Count == 0)
        {
            schema.Query ??= schema.Type("Query");
            schema.Mutation ??= schema.Type("Mutation");
            schema.Subscription ??= schema.Type("Subscription");
        }

        schema.Query?.Fields.AddRange(
        [
            new FieldDefinition { Name = "__schema", Type = new TypeReference { NamedType = "__Schema", NonNull = true } },
            new FieldDefinition
            {
                Name = "__type",
                Type = new TypeReference { NamedType = "__Type" },
                Arguments = [new ArgumentDefinition { Name = "name", Type = new TypeReference { NamedType = "String", NonNull = true } }],
            },
        ]);
    }

    private List<Definition> AddTypes(SchemaDocument document)
    {
        List<Definition> definitions = [.. document.Definitions];
        foreach (Definition definition in document.Definitions)
        {
            if (!schema.Types.TryAdd(definition.Name, definition))
            {
                throw Error(definition.Position, $"Cannot redeclare type {definition.Name}.");
            }
        }

        foreach (Definition extension in document.Extensions)
        {
            if (schema.Type(extension.Name) is not { } definition)
            {
                definition = new Definition { Kind = extension.Kind, Name = extension.Name, Position = extension.Position };
                schema.Types[extension.Name] = definition;
                definitions.Add(definition);
            }

            if (definition.Kind != extension.Kind)
            {
                throw Error(
                    extension.Position,
                    $"Cannot extend type {extension.Name} because the base type is a {definition.Kind}, not {extension.Kind}.");
            }

            definition.Directives.AddRange(extension.Directives);
            definition.Interfaces.AddRange(extension.Interfaces);
            definition.Fields.AddRange(extension.Fields);
            definition.Types.AddRange(extension.Types);
            definition.EnumValues.AddRange(extension.EnumValues);
        }

        return definitions;
    }

    private void AddPossibleTypes(Definition definition)
    {
        switch (definition.Kind)
        {
            case Definition.Union:
                definition.Types.ForEach(member => schema.AddPossibleType(definition.Name, schema.Type(member)));
                break;
            case Definition.InputObject or Definition.Object:
                definition.Interfaces.ForEach(name => schema.AddPossibleType(name, definition));
                schema.AddPossibleType(definition.Name, definition);
                break;
            case Definition.Interface:
                definition.Interfaces.ForEach(name => schema.AddPossibleType(name, definition));
                break;
        }
    }

    private void AddDirectives(SchemaDocument document)
    {
        foreach (DirectiveDefinition directive in document.Directives)
        {
            if (schema.Directives.ContainsKey(directive.Name) && directive.Name is not ("include" or "skip" or "deprecated" or "specifiedBy"))
            {
                throw Error(directive.Position, $"Cannot redeclare directive {directive.Name}.");
            }

            schema.Directives[directive.Name] = directive;
        }
    }

    private void AddRoots(SchemaDocument document)
    {
        if (document.Schema.Count > 1)
        {
            throw Error(document.Schema[1].Position, "Cannot have multiple schema entry points, consider schema extensions instead.");
        }

        foreach (OperationTypeDefinition root in document.Schema.Concat(document.SchemaExtension).SelectMany(s => s.OperationTypes))
        {
            schema.SetRoot(root.Operation, schema.Type(root.Type)
                ?? throw Error(root.Position, $"Schema root {root.Operation} refers to a type {root.Type} that does not exist."));
        }
    }

    internal static GraphQlSyntaxException Error(GraphQlPosition position, string message) => new(new GraphQlError(message, position));
}
