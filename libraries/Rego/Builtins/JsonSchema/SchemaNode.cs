using Platform.Rego.Builtins.RegularExpressions;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>A compiled schema; what a keyword does not say is null or empty.</summary>
internal sealed class SchemaNode
{
    /// <summary>The schemas <c>true</c> and <c>false</c>.</summary>
    public bool? Always { get; set; }

    /// <summary>What <c>$ref</c> points to; it hides all other keywords.</summary>
    public SchemaNode? Reference { get; set; }

    public List<string> Types { get; } = [];

    public SortedDictionary<string, SchemaNode> Properties { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, (GoRegex Pattern, SchemaNode Schema)> PatternProperties { get; } = new(StringComparer.Ordinal);

    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? PropertyNames { get; set; }

    /// <summary>Keys that ask for other keys, or for a schema.</summary>
    public SortedDictionary<string, (IReadOnlyList<string> Keys, SchemaNode? Schema)> Dependencies { get; } = new(StringComparer.Ordinal);

    /// <summary>The schema of all items.</summary>
    public SchemaNode? Items { get; set; }

    /// <summary>The schemas of items by position.</summary>
    public List<SchemaNode> Tuple { get; } = [];

    public SchemaNode? AdditionalItems { get; set; }

    public SchemaNode? Contains { get; set; }

    public Number? MultipleOf { get; set; }

    public Number? Minimum { get; set; }

    public Number? ExclusiveMinimum { get; set; }

    public Number? Maximum { get; set; }

    public Number? ExclusiveMaximum { get; set; }

    public long? MinLength { get; set; }

    public long? MaxLength { get; set; }

    public string? PatternText { get; set; }

    public GoRegex? Pattern { get; set; }

    public string? Format { get; set; }

    public long? MinProperties { get; set; }

    public long? MaxProperties { get; set; }

    public List<string> Required { get; } = [];

    public long? MinItems { get; set; }

    public long? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    /// <summary>Undefined without <c>const</c>.</summary>
    public Val Constant { get; set; }

    /// <summary>Null without <c>enum</c>.</summary>
    public List<Val>? Enumeration { get; set; }

    public List<SchemaNode> OneOf { get; } = [];

    public List<SchemaNode> AnyOf { get; } = [];

    public List<SchemaNode> AllOf { get; } = [];

    public SchemaNode? Not { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }
}
