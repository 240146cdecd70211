namespace Platform.Rego.Builtins.GraphQL.Validation;

/// <summary>Walks a query along a schema, ties each node to its definition, and tells the rules.</summary>
internal sealed class QueryWalker
{
    private readonly ValidationRule[] rules;
    private readonly List<GraphQlError> errors = [];
    private HashSet<string> walkedSpreads = [];

    private QueryWalker(GraphQlSchema schema, QueryDocument document)
    {
        Schema = schema;
        Document = document;
        rules = ValidationRules.Create();
    }

    public GraphQlSchema Schema { get; }

    public QueryDocument Document { get; }

    /// <summary>The operation being walked; null in fragments.</summary>
    public OperationDefinition? CurrentOperation { get; private set; }

    public static IReadOnlyList<GraphQlError> Validate(GraphQlSchema schema, QueryDocument document)
    {
        var walker = new QueryWalker(schema, document);
        foreach (OperationDefinition operation in document.Operations)
        {
            walker.walkedSpreads = [];
            walker.Walk(operation);
        }

        foreach (FragmentDefinition fragment in document.Fragments)
        {
            walker.walkedSpreads = [];
            walker.Walk(fragment);
        }

        return walker.errors;
    }

    public void Report(GraphQlPosition position, string message) => errors.Add(new GraphQlError(message, position));

    private void Walk(OperationDefinition operation)
    {
        CurrentOperation = operation;
        foreach (VariableDefinition variable in operation.VariableDefinitions)
        {
            variable.Definition = Schema.Type(variable.Type.Name);
            Tell(rule => rule.Variable(this, variable));
            if (variable.DefaultValue is { } value)
            {
                value.ExpectedType = variable.Type;
                value.Definition = variable.Definition;
            }
        }

        foreach (VariableDefinition variable in operation.VariableDefinitions)
        {
            if (variable.DefaultValue is not null)
            {
                Walk(variable.DefaultValue);
            }

            Walk(variable.Directives, "VARIABLE_DEFINITION");
        }

        Definition? root = Schema.Root(operation.Operation);
        Walk(operation.Directives, operation.Operation.Length == 0 ? "QUERY" : operation.Operation.ToUpperInvariant());
        Walk(root, operation.SelectionSet);
        Tell(rule => rule.Operation(this, operation));
        CurrentOperation = null;
    }

    private void Walk(FragmentDefinition fragment)
    {
        fragment.Definition = Schema.Type(fragment.TypeCondition);
        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.Definition, fragment.SelectionSet);
        Tell(rule => rule.Fragment(this, fragment));
    }

    private void Walk(List<Directive> directives, string location)
    {
        foreach (Directive directive in directives)
        {
            directive.Definition = Schema.Directives.GetValueOrDefault(directive.Name);
            directive.Location = location;
            Walk(directive.Definition?.Arguments, directive.Arguments);
            Tell(rule => rule.Directive(this, directive));
        }

        Tell(rule => rule.DirectiveList(this, directives));
    }

    private void Walk(List<ArgumentDefinition>? definitions, List<Argument> arguments)
    {
        foreach (Argument argument in arguments)
        {
            if (definitions?.Find(d => d.Name == argument.Name) is { } definition)
            {
                argument.Value.ExpectedType = definition.Type;
                argument.Value.ExpectedTypeHasDefault = IsDefault(definition.DefaultValue);
                argument.Value.Definition = Schema.Type(definition.Type.Name);
            }

            Walk(argument.Value);
        }
    }

    private void Walk(GraphQlValue value)
    {
        if (value.Kind == GraphQlValueKind.Variable && CurrentOperation is not null)
        {
            value.VariableDefinition = CurrentOperation.VariableDefinitions.Find(v => v.Variable == value.Raw);
            if (value.VariableDefinition is not null)
            {
                value.VariableDefinition.Used = true;
            }
        }

        foreach (ChildValue child in value.Children)
        {
            if (value.Kind == GraphQlValueKind.ObjectValue && value.Definition?.FieldNamed(child.Name) is { } field)
            {
                child.Value.ExpectedType = field.Type;
                child.Value.ExpectedTypeHasDefault = IsDefault(field.DefaultValue);
                child.Value.Definition = Schema.Type(field.Type.Name);
            }
            else if (value.Kind == GraphQlValueKind.ListValue && value.ExpectedType?.Elem is { } element)
            {
                child.Value.ExpectedType = element;
                child.Value.Definition = value.Definition;
            }

            Walk(child.Value);
        }

        Tell(rule => rule.Value(this, value));
    }

    private void Walk(Definition? parent, List<Selection> selections)
    {
        foreach (Selection selection in selections)
        {
            selection.ObjectDefinition = parent;
            switch (selection)
            {
                case Field field:
                    Walk(parent, field);
                    break;
                case InlineFragment inline:
                    Definition? narrowed = inline.TypeCondition.Length > 0 ? Schema.Type(inline.TypeCondition) : parent;
                    Walk(inline.Directives, "INLINE_FRAGMENT");
                    Walk(narrowed, inline.SelectionSet);
                    Tell(rule => rule.InlineFragment(this, inline));
                    break;
                case FragmentSpread spread:
                    Walk(spread);
                    break;
            }
        }
    }

    private void Walk(Definition? parent, Field field)
    {
        field.Definition = field.Name == "__typename"
            ? new FieldDefinition { Name = "__typename", Type = new TypeReference { NamedType = "String" } }
            : parent?.FieldNamed(field.Name);
        Walk(field.Definition?.Arguments, field.Arguments);
        Walk(field.Directives, "FIELD");
        Walk(field.Definition is { } definition ? Schema.Type(definition.Type.Name) : null, field.SelectionSet);
        Tell(rule => rule.Field(this, field));
    }

    private void Walk(FragmentSpread spread)
    {
        spread.Definition = Document.FragmentNamed(spread.Name);
        Walk(spread.Directives, "FRAGMENT_SPREAD");

        // Each fragment once per operation, so that cycles end.
        if (spread.Definition is { } fragment && walkedSpreads.Add(fragment.Name))
        {
            Walk(Schema.Type(fragment.TypeCondition), fragment.SelectionSet);
        }

        Tell(rule => rule.FragmentSpread(this, spread));
    }

    private static bool IsDefault(GraphQlValue? value) => value is not null && value.Kind != GraphQlValueKind.NullValue;

    private void Tell(Action<ValidationRule> visit)
    {
        foreach (ValidationRule rule in rules)
        {
            visit(rule);
        }
    }
}
