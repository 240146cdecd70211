using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>One expression of a query, as it was written.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Row">Its line in the query, from 1.</param>
/// <param name="Col">Its column, from 1.</param>
public sealed record QueryExpression(string Text, int Row, int Col);

/// <summary>One solution of a query.</summary>
/// <param name="Bindings">The query's variables and their values, an object.</param>
/// <param name="Values">The value of each expression; true for one that only tests or binds.</param>
public sealed record QuerySolution(Val Bindings, IReadOnlyList<Val> Values);
