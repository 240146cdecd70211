namespace Platform.Rego.Builtins.GraphQL;

/// <summary>A schema that holds together: what queries are validated against.</summary>
internal sealed class GraphQlSchema
{
    private readonly Dictionary<string, List<Definition>> possibleTypes = new(StringComparer.Ordinal);

    public Dictionary<string, Definition> Types { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DirectiveDefinition> Directives { get; } = new(StringComparer.Ordinal);

    public Definition? Query { get; set; }

    public Definition? Mutation { get; set; }

    public Definition? Subscription { get; set; }

    public Definition? Type(string name) => Types.GetValueOrDefault(name);

    public void AddPossibleType(string name, Definition? type)
    {
        if (!possibleTypes.TryGetValue(name, out List<Definition>? types))
        {
            possibleTypes[name] = types = [];
        }

        if (type is not null)
        {
            types.Add(type);
        }
    }

    /// <summary>The object types that a value of the type can have.</summary>
    public IReadOnlyList<Definition> PossibleTypes(string name) => possibleTypes.GetValueOrDefault(name) ?? [];

    public Definition? Root(string operation) => operation switch
    {
        "mutation" => Mutation,
        "subscription" => Subscription,
        _ => Query,
    };

    public void SetRoot(string operation, Definition type)
    {
        switch (operation)
        {
            case "query":
                Query = type;
                break;
            case "mutation":
                Mutation = type;
                break;
            case "subscription":
                Subscription = type;
                break;
        }
    }
}
