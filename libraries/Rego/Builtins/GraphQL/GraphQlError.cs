namespace Platform.Rego.Builtins.GraphQL;

/// <summary>A problem in a GraphQL text, with the wording of github.com/vektah/gqlparser.</summary>
internal sealed record GraphQlError(string Message, GraphQlPosition Position)
{
    public override string ToString() => $"input:{Position.Line}:{Position.Column}: {Message}";
}

/// <summary>A line and a column, both from 1.</summary>
internal readonly record struct GraphQlPosition(int Line, int Column);

/// <summary>Ends the reading of a GraphQL text.</summary>
internal sealed class GraphQlSyntaxException(GraphQlError error) : Exception(error.Message)
{
    public GraphQlError Error { get; } = error;
}
