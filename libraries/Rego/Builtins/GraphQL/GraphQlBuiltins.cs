using Platform.Rego.Builtins.GraphQL.Validation;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>graphql.*; queries and schemas are texts or the syntax trees that the parsing builtins return.</summary>
internal static class GraphQlBuiltins
{
    [Builtin("graphql.parse_query")]
    internal static Val ParseQuery(string query) => Located(() => QueryJson.Write(QueryParser.Parse(query)));

    [Builtin("graphql.parse_schema")]
    internal static Val ParseSchema(string schema) => Located(() => SchemaJson.Write(SchemaParser.Parse(schema)));

    /// <summary>The trees of a query that is valid by the schema, and of the schema.</summary>
    [Builtin("graphql.parse")]
    internal static Val Parse(Val query, Val schema) => Located(() =>
    {
        (Val queryTree, Val schemaTree) = Verify(query, schema);
        return Val.ArrayOf(queryTree, schemaTree);
    });

    /// <summary>Whether the query is valid by the schema, and if so both trees.</summary>
    [Builtin("graphql.parse_and_verify")]
    internal static Val ParseAndVerify(Val query, Val schema) => Holds(() => Verify(query, schema), out (Val Query, Val Schema) trees)
        ? Val.ArrayOf(true, trees.Query, trees.Schema)
        : Val.ArrayOf(false, RObj.Empty, RObj.Empty);

    [Builtin("graphql.is_valid")]
    internal static bool IsValid(Val query, Val schema) => Holds(() => Verify(query, schema), out _);

    [Builtin("graphql.schema_is_valid")]
    internal static bool SchemaIsValid(Val schema) => Holds(() => SchemaValidator.Validate(ReadSchema(1, schema)), out _);

    private static (Val Query, Val Schema) Verify(Val query, Val schema)
    {
        QueryDocument queryDocument = ReadQuery(query);
        SchemaDocument schemaDocument = ReadSchema(2, schema);
        (Val Query, Val Schema) trees = (QueryJson.Write(queryDocument), SchemaJson.Write(schemaDocument));
        IReadOnlyList<GraphQlError> errors = QueryWalker.Validate(SchemaValidator.Validate(schemaDocument), queryDocument);
        if (errors.Count > 0)
        {
            string message = string.Join('\n', errors.Select((error, i) => i == 0 ? error.Message : error.ToString()));
            throw new GraphQlSyntaxException(errors[0] with { Message = message.EndsWith('.') ? message[..^1] : message });
        }

        return trees;
    }

    private static QueryDocument ReadQuery(Val query) => query.Kind switch
    {
        ValKind.String => QueryParser.Parse(query.AsString()),
        ValKind.Object => QueryJson.Read(query),
        _ => throw BuiltinException.OperandType(1, query, "string", "object"),
    };

    private static SchemaDocument ReadSchema(int operand, Val schema) => schema.Kind switch
    {
        ValKind.String => SchemaParser.Parse(schema.AsString()),
        ValKind.Object => SchemaJson.Read(schema),
        _ => throw BuiltinException.OperandType(operand, schema, "string", "object"),
    };

    private static T Located<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (GraphQlSyntaxException invalid)
        {
            GraphQlError error = invalid.Error;
            throw new BuiltinException($"{error.Message} in GraphQL string at location {error.Position.Line}:{error.Position.Column}");
        }
    }

    private static bool Holds<T>(Func<T> check, out T? result)
    {
        try
        {
            result = check();
            return true;
        }
        catch (Exception invalid) when (invalid is GraphQlSyntaxException or BuiltinException)
        {
            result = default;
            return false;
        }
    }
}
