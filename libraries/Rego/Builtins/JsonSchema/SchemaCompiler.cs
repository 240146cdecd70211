using Platform.Rego.Builtins.RegularExpressions;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>Compiles schemas of the drafts 4, 6 and 7: https://json-schema.org/specification-links.</summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaResources resources;
    private readonly Dictionary<string, SchemaNode> references = new(StringComparer.Ordinal);

    private SchemaCompiler(SchemaResources resources) => this.resources = resources;

    /// <exception cref="BuiltinException">The schema is malformed, or refers to what cannot be found.</exception>
    public static SchemaNode Compile(Val document, Func<string, Val?> fetch)
    {
        SchemaDraft draft = document.Kind == ValKind.Object ? SchemaResources.DraftOf(document) ?? SchemaDraft.Hybrid : SchemaDraft.Hybrid;
        var resources = new SchemaResources(fetch);
        resources.Add(document, "", draft);
        return new SchemaCompiler(resources).Compile(document, "", draft);
    }

    private SchemaNode Compile(Val schema, string baseUri, SchemaDraft draft)
    {
        var node = new SchemaNode();
        Fill(node, schema, baseUri, draft);
        return node;
    }

    private void Fill(SchemaNode node, Val schema, string baseUri, SchemaDraft draft)
    {
        if (draft >= SchemaDraft.Draft6 && schema.Kind == ValKind.Boolean)
        {
            node.Always = schema.IsTrue;
            return;
        }

        if (schema.Kind != ValKind.Object)
        {
            throw new BuiltinException("Expected: schema, given: Invalid JSON");
        }

        var scope = new Scope(schema, baseUri, draft);
        if (Text(scope, SchemaResources.IdKeyword(schema, draft)) is { } id)
        {
            scope = scope with { BaseUri = SchemaResources.Combine(baseUri, id) };
        }

        CheckDefinitions(scope);
        Text(scope, "title");
        Text(scope, "description");
        if (Text(scope, "$ref") is { } reference)
        {
            node.Reference = Refer(SchemaResources.Combine(scope.BaseUri, reference));
            return;
        }

        Types(node, scope);
        Objects(node, scope);
        Arrays(node, scope);
        Numbers(node, scope);
        Strings(node, scope);
        Values(node, scope);
        Combinations(node, scope);
    }

    private SchemaNode Refer(string reference)
    {
        if (!references.TryGetValue(reference, out SchemaNode? node))
        {
            // Registered before it is filled, so that schemas can be recursive.
            references[reference] = node = new SchemaNode();
            (Val schema, SchemaDraft draft, string baseUri) = resources.Resolve(reference);
            if (schema.Kind is not (ValKind.Object or ValKind.Boolean))
            {
                throw SchemaTexts.MustBeOfType("schema", "object");
            }

            Fill(node, schema, baseUri, draft);
        }

        return node;
    }

    private void CheckDefinitions(Scope scope)
    {
        Val definitions = scope.Schema["definitions"];
        if (definitions.IsUndefined)
        {
            return;
        }

        if (definitions.Kind != ValKind.Object)
        {
            throw SchemaTexts.InvalidType("array of schemas", "definitions");
        }

        foreach (Val definition in definitions.Items)
        {
            if (definition.Kind is not (ValKind.Object or ValKind.Boolean))
            {
                throw SchemaTexts.InvalidType("array of schemas", "definitions");
            }

            Compile(definition, scope.BaseUri, scope.Draft);
        }
    }

    private static void Types(SchemaNode node, Scope scope)
    {
        Val type = scope.Schema["type"];
        ReadOnlySpan<Val> names = type.Kind switch
        {
            ValKind.Undefined => default,
            ValKind.String => [type],
            ValKind.Array => type.Items,
            _ => throw SchemaTexts.InvalidType("type", "string/array of strings"),
        };
        foreach (Val name in names)
        {
            if (name.Kind != ValKind.String)
            {
                throw SchemaTexts.InvalidType("type", "string/array of strings");
            }

            string text = name.AsString();
            if (text is not ("array" or "boolean" or "integer" or "number" or "null" or "object" or "string"))
            {
                throw SchemaTexts.NotAType(text);
            }

            if (node.Types.Contains(text))
            {
                throw new BuiltinException($"{text} type is duplicated");
            }

            node.Types.Add(text);
        }
    }

    private void Objects(SchemaNode node, Scope scope)
    {
        Val properties = scope.Schema["properties"];
        if (properties.IsDefined)
        {
            if (properties.Kind != ValKind.Object)
            {
                throw SchemaTexts.MustBeOfType("properties", "object");
            }

            foreach (Val name in properties.Keys)
            {
                node.Properties[name.AsString()] = Compile(properties.Get(name), scope.BaseUri, scope.Draft);
            }
        }

        node.AdditionalProperties = BooleanOrSchema(scope, "additionalProperties");
        Val patterns = scope.Schema["patternProperties"];
        if (patterns.IsDefined && patterns.Kind != ValKind.Object)
        {
            throw SchemaTexts.InvalidType("schema", "patternProperties");
        }

        foreach (Val pattern in patterns.Keys)
        {
            GoRegex regex = Regex(pattern.AsString(), $"Invalid regex pattern '{pattern.AsString()}'");
            node.PatternProperties[pattern.AsString()] = (regex, Compile(patterns.Get(pattern), scope.BaseUri, scope.Draft));
        }

        if (scope.Draft >= SchemaDraft.Draft6 && scope.Schema["propertyNames"] is { IsDefined: true } names)
        {
            node.PropertyNames = names.Kind is ValKind.Object or ValKind.Boolean
                ? Compile(names, scope.BaseUri, scope.Draft)
                : throw SchemaTexts.InvalidType("schema", "patternProperties");
        }

        Dependencies(node, scope);
        (node.MinProperties, node.MaxProperties) = Bounds(scope, "minProperties", "maxProperties");
        foreach (Val name in List(scope, "required"))
        {
            if (name.Kind != ValKind.String)
            {
                throw SchemaTexts.InvalidType("string", "required");
            }

            if (node.Required.Contains(name.AsString()))
            {
                throw SchemaTexts.Unique("required");
            }

            node.Required.Add(name.AsString());
        }
    }

    private void Dependencies(SchemaNode node, Scope scope)
    {
        Val dependencies = scope.Schema["dependencies"];
        if (dependencies.IsUndefined)
        {
            return;
        }

        if (dependencies.Kind != ValKind.Object)
        {
            throw SchemaTexts.MustBeOfType("dependencies", "object");
        }

        foreach (Val name in dependencies.Keys)
        {
            Val dependency = dependencies.Get(name);
            node.Dependencies[name.AsString()] = dependency.Kind switch
            {
                ValKind.Array => ([.. dependency.Items.ToArray().Select(RequiredKey)], null),
                ValKind.Object or ValKind.Boolean => ([], Compile(dependency, scope.BaseUri, scope.Draft)),
                _ => throw SchemaTexts.MustBeOfType("dependency", "schema or array of strings"),
            };
        }

        static string RequiredKey(Val key) => key.Kind == ValKind.String
            ? key.AsString()
            : throw SchemaTexts.MustBeOfType("dependency", "schema or array of strings");
    }

    private void Arrays(SchemaNode node, Scope scope)
    {
        Val items = scope.Schema["items"];
        switch (items.Kind)
        {
            case ValKind.Undefined:
                break;
            case ValKind.Object or ValKind.Boolean:
                node.Items = Compile(items, scope.BaseUri, scope.Draft);
                break;
            case ValKind.Array:
                foreach (Val item in items.Items)
                {
                    node.Tuple.Add(item.Kind is ValKind.Object or ValKind.Boolean
                        ? Compile(item, scope.BaseUri, scope.Draft)
                        : throw SchemaTexts.InvalidType("schema/array of schemas", "items"));
                }

                break;
            default:
                throw SchemaTexts.InvalidType("schema/array of schemas", "items");
        }

        node.AdditionalItems = BooleanOrSchema(scope, "additionalItems");
        (node.MinItems, node.MaxItems) = (Natural(scope, "minItems"), Natural(scope, "maxItems"));
        Val unique = scope.Schema["uniqueItems"];
        node.UniqueItems = unique.IsUndefined || unique.Kind == ValKind.Boolean ? unique.IsTrue : throw SchemaTexts.MustBeA("uniqueItems", "boolean");
        if (scope.Draft >= SchemaDraft.Draft6 && scope.Schema["contains"] is { IsDefined: true } contains)
        {
            node.Contains = Compile(contains, scope.BaseUri, scope.Draft);
        }
    }

    private static void Numbers(SchemaNode node, Scope scope)
    {
        if (scope.Schema["multipleOf"] is { IsDefined: true } multiple)
        {
            node.MultipleOf = multiple.Kind == ValKind.Number ? multiple.AsNumber() : throw SchemaTexts.InvalidType("number", "multipleOf");
            if (node.MultipleOf.Value.Sign <= 0)
            {
                throw new BuiltinException("multipleOf must be strictly greater than 0");
            }
        }

        (node.Minimum, node.ExclusiveMinimum) = Limit(scope, "minimum", "exclusiveMinimum");
        (node.Maximum, node.ExclusiveMaximum) = Limit(scope, "maximum", "exclusiveMaximum");
    }

    /// <summary>A limit and its exclusive form, which is a flag in draft 4 and a limit of its own later.</summary>
    private static (Number? Limit, Number? Exclusive) Limit(Scope scope, string key, string exclusiveKey)
    {
        Val inclusive = scope.Schema[key], exclusive = scope.Schema[exclusiveKey];
        if (inclusive.IsDefined && inclusive.Kind != ValKind.Number)
        {
            throw SchemaTexts.MustBeA(key, "number");
        }

        Number? limit = inclusive.IsDefined ? inclusive.AsNumber() : null;
        switch (exclusive.Kind)
        {
            case ValKind.Undefined:
                return (limit, null);
            case ValKind.Boolean when scope.Draft is SchemaDraft.Draft4 or SchemaDraft.Hybrid:
                if (limit is null)
                {
                    throw new BuiltinException($"{exclusiveKey} cannot be used without {key}");
                }

                return exclusive.IsTrue ? (null, limit) : (limit, null);
            case ValKind.Number when scope.Draft != SchemaDraft.Draft4:
                return (limit, exclusive.AsNumber());
            default:
                string expected = scope.Draft switch
                {
                    SchemaDraft.Draft4 => "boolean",
                    SchemaDraft.Hybrid => "boolean/number",
                    _ => "number",
                };
                throw SchemaTexts.InvalidType(expected, exclusiveKey);
        }
    }

    private static void Strings(SchemaNode node, Scope scope)
    {
        (node.MinLength, node.MaxLength) = Bounds(scope, "minLength", "maxLength");
        node.PatternText = Text(scope, "pattern");
        node.Pattern = node.PatternText is null ? null : Regex(node.PatternText, "pattern must be a valid regex");
        node.Format = Text(scope, "format");
    }

    private static void Values(SchemaNode node, Scope scope)
    {
        if (scope.Draft >= SchemaDraft.Draft6)
        {
            node.Constant = scope.Schema["const"];
        }

        if (scope.Schema["enum"].IsDefined)
        {
            node.Enumeration = [.. List(scope, "enum")];
            if (node.Enumeration.Distinct().Count() != node.Enumeration.Count)
            {
                throw SchemaTexts.Unique("enum");
            }
        }
    }

    private void Combinations(SchemaNode node, Scope scope)
    {
        node.OneOf.AddRange(List(scope, "oneOf").Select(Inner));
        node.AnyOf.AddRange(List(scope, "anyOf").Select(Inner));
        node.AllOf.AddRange(List(scope, "allOf").Select(Inner));
        node.Not = ObjectOrBoolean("not");
        if (scope.Draft >= SchemaDraft.Draft7)
        {
            (node.If, node.Then, node.Else) = (ObjectOrBoolean("if"), ObjectOrBoolean("then"), ObjectOrBoolean("else"));
        }

        SchemaNode Inner(Val schema) => Compile(schema, scope.BaseUri, scope.Draft);

        SchemaNode? ObjectOrBoolean(string key) => scope.Schema[key] switch
        {
            { IsUndefined: true } => null,
            { Kind: ValKind.Object or ValKind.Boolean } schema => Inner(schema),
            _ => throw SchemaTexts.MustBeAn(key, "object"),
        };
    }

    private SchemaNode? BooleanOrSchema(Scope scope, string key) => scope.Schema[key] switch
    {
        { IsUndefined: true } => null,
        { Kind: ValKind.Boolean } flag => new SchemaNode { Always = flag.IsTrue },
        { Kind: ValKind.Object } schema => Compile(schema, scope.BaseUri, scope.Draft),
        _ => throw SchemaTexts.InvalidType("boolean/schema", key),
    };

    private static (long? Minimum, long? Maximum) Bounds(Scope scope, string minimumKey, string maximumKey)
    {
        long? minimum = Natural(scope, minimumKey), maximum = Natural(scope, maximumKey);
        return minimum > maximum ? throw SchemaTexts.NotGreater(minimumKey, maximumKey) : (minimum, maximum);
    }

    private static long? Natural(Scope scope, string key)
    {
        Val value = scope.Schema[key];
        if (value.IsUndefined)
        {
            return null;
        }

        if (value.Kind != ValKind.Number || !value.AsNumber().IsWrittenAsInteger || !value.TryGetInt64(out long number))
        {
            throw SchemaTexts.MustBeAn(key, "integer");
        }

        return number < 0 ? throw SchemaTexts.NotNegative(key) : number;
    }

    private static string? Text(Scope scope, string key) => scope.Schema[key] switch
    {
        { IsUndefined: true } => null,
        { Kind: ValKind.String } text => text.AsString(),
        _ => throw SchemaTexts.InvalidType("string", key),
    };

    private static Val[] List(Scope scope, string key) => scope.Schema[key] switch
    {
        { IsUndefined: true } => [],
        { Kind: ValKind.Array } list => list.Items.ToArray(),
        _ => throw SchemaTexts.MustBeAn(key, "array"),
    };

    private static GoRegex Regex(string pattern, string message)
    {
        try
        {
            return GoRegex.Compile(pattern);
        }
        catch (BuiltinException)
        {
            throw new BuiltinException(message);
        }
    }

    private readonly record struct Scope(Val Schema, string BaseUri, SchemaDraft Draft);
}
