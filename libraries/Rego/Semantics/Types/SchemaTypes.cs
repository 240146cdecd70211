using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Values;

namespace Platform.Rego.Semantics.Types;

/// <summary>The static type that a JSON Schema promises, as far as OPA reads schemas: types, properties, items, allOf, anyOf, local $ref.</summary>
internal sealed class SchemaTypes(Val root)
{
    /// <summary>A schema that refers to itself is of any type from here on.</summary>
    private const int MostDepth = 32;

    public static RegoType Of(Val schema) => new SchemaTypes(schema).Read(schema, 0);

    private RegoType Read(Val schema, int depth)
    {
        if (schema.Kind != ValKind.Object || depth > MostDepth)
        {
            return RegoType.Any;
        }

        if (schema["$ref"] is { Kind: ValKind.String } reference)
        {
            return Read(Resolve(reference.AsString()), depth + 1);
        }

        if (schema["anyOf"] is { Kind: ValKind.Array } choices)
        {
            return TypeAlgebra.Union(choices.Items.ToArray().Select(choice => (RegoType?)Read(choice, depth + 1)));
        }

        if (schema["allOf"] is { Kind: ValKind.Array } parts)
        {
            return parts.Items.ToArray().Select(part => Read(part, depth + 1)).Append(Own(schema, depth)).Aggregate(Both);
        }

        return Own(schema, depth);
    }

    private RegoType Own(Val schema, int depth)
    {
        var named = schema["type"];
        var types = named.Kind == ValKind.Array ? [.. named.Items.ToArray().Select(one => one.AsString())]
            : named.Kind == ValKind.String ? new[] { named.AsString() }
            : schema["properties"].IsDefined ? ["object"]
            : schema["items"].IsDefined ? ["array"]
            : [];
        return types.Length == 0 ? RegoType.Any : TypeAlgebra.Union(types.Select(type => (RegoType?)OfType(type, schema, depth)));
    }

    private RegoType OfType(string type, Val schema, int depth) => type switch
    {
        "null" => RegoType.Null,
        "boolean" => RegoType.Boolean,
        "string" => RegoType.String,
        "integer" or "number" => RegoType.Number,
        "array" => Array(schema["items"], depth),
        "object" => Object(schema["properties"], depth),
        _ => RegoType.Any,
    };

    private ArrayType Array(Val items, int depth) => items.Kind == ValKind.Array && items.Count > 0
        ? new([.. items.Items.ToArray().Select(item => Read(item, depth + 1))], null)
        : new([], Read(items, depth + 1));

    // Properties close an object: what is not named is taken for a mistake.
    private ObjectType Object(Val properties, int depth)
    {
        if (properties.Kind != ValKind.Object || properties.Count == 0)
        {
            return new([], RegoType.Any, RegoType.Any);
        }

        var named = ImmutableArray.CreateBuilder<StaticProperty>();
        foreach (var key in properties.Keys)
        {
            named.Add(new(key, Read(properties.Get(key), depth + 1)));
        }

        return new(named.ToImmutable(), null, null);
    }

    private static RegoType Both(RegoType a, RegoType b) => (a, b) switch
    {
        (ObjectType { DynamicKey: null } x, ObjectType { DynamicKey: null } y) =>
            new ObjectType([.. x.Static.Concat(y.Static).GroupBy(p => p.Key).Select(g => g.Last()).OrderBy(p => p.Key)], null, null),
        (ObjectType { Static.Length: 0 }, ObjectType) => b,
        (_, AnyType { Of.Length: 0 }) => a,
        (AnyType { Of.Length: 0 }, _) => b,
        _ => a,
    };

    private Val Resolve(string pointer)
    {
        if (!pointer.StartsWith('#'))
        {
            return Val.Undefined;
        }

        var at = root;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at.Kind == ValKind.Array && int.TryParse(name, out var index) && index >= 0 && index < at.Count ? at[index] : at[name];
        }

        return at;
    }
}
