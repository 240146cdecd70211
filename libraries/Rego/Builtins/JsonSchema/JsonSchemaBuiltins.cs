using Platform.Rego.Values;

namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>json.match_schema and json.verify_schema; documents and schemas are JSON texts or values.</summary>
internal static class JsonSchemaBuiltins
{
    [Builtin("json.verify_schema")]
    internal static Val VerifySchema(BuiltinContext context, Val schema)
    {
        try
        {
            SchemaCompiler.Compile(Load(schema), uri => RemoteSchemas.Fetch(context, uri));
            return Val.ArrayOf(true, Val.Null);
        }
        catch (BuiltinException invalid)
        {
            return Val.ArrayOf(false, $"jsonschema: {invalid.Message}");
        }
    }

    [Builtin("json.match_schema")]
    internal static Val MatchSchema(BuiltinContext context, Val document, Val schema)
    {
        Val loaded = Load(document);
        SchemaNode compiled = context.Once(
            "json.match_schema", schema, () => SchemaCompiler.Compile(Load(schema), uri => RemoteSchemas.Fetch(context, uri)));
        IReadOnlyList<SchemaIssue> issues = DocumentValidator.Validate(compiled, loaded, context.Cancellation);
        var errors = new ArrayBuilder(issues.Count);
        foreach (SchemaIssue issue in issues)
        {
            errors.Add(Val.ObjectOf(
                ("error", $"{issue.Field}: {issue.Description}"),
                ("type", issue.Type),
                ("field", issue.Field),
                ("desc", issue.Description)));
        }

        return Val.ArrayOf(issues.Count == 0, errors.Build());
    }

    /// <summary>As JSON sees it: without sets, and with strings for keys.</summary>
    private static Val Load(Val value)
    {
        switch (value.Kind)
        {
            case ValKind.String:
                try
                {
                    return Val.Parse(value.AsString());
                }
                catch (JsonFormatException)
                {
                    throw new BuiltinException("invalid JSON string");
                }

            case ValKind.Object or ValKind.Array:
                return Val.Parse(value.ToJson());
            default:
                throw new BuiltinException("wrong type, expected string or object");
        }
    }
}
