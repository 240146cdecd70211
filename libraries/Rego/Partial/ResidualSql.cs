using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>The databases that a residual can be written for.</summary>
public enum SqlDialect
{
    /// <summary>PostgreSQL: texts are ordered with <c>COLLATE "C"</c>, by code points.</summary>
    PostgreSql,

    /// <summary>SQLite, whose own order is by code points.</summary>
    Sqlite,
}

/// <summary>A condition for <c>WHERE</c>.</summary>
/// <param name="Text">With <c>@p0</c>, <c>@p1</c>, … in place of every constant; names are quoted.</param>
/// <param name="Parameters">Their values in this order: texts, numbers and booleans.</param>
public sealed record SqlCondition(string Text, IReadOnlyList<Val> Parameters);

/// <summary>Writes residuals as SQL. No constant of the policy or the input becomes a part of the text.</summary>
public static class ResidualSql
{
    /// <summary>The condition; never NULL itself.</summary>
    /// <param name="condition">The residual; a field is a column, and what stands before a dot its table.</param>
    /// <param name="dialect">For which database.</param>
    public static SqlCondition Of(ResidualCondition condition, SqlDialect dialect)
    {
        var parameters = new List<Val>();
        return new(new Writer(dialect, parameters).Write(condition), parameters);
    }

    private sealed class Writer(SqlDialect dialect, List<Val> parameters)
    {
        public string Write(ResidualCondition condition) => condition switch
        {
            ResidualAll all => all.Conditions.Count == 0 ? "1 = 1" : $"({string.Join(" AND ", all.Conditions.Select(Write))})",
            ResidualAny any => any.Conditions.Count == 0 ? "1 = 0" : $"({string.Join(" OR ", any.Conditions.Select(Write))})",
            ResidualComparison comparison => Comparison(Column(comparison.Field), comparison.Operator, comparison.Value),
            ResidualFields fields => Fields(Column(fields.Field), fields.Operator, Column(fields.Other)),
            ResidualText text => Text(Column(text.Field), text),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.GetType().Name, null),
        };

        // NULL is a value of its own in Rego, before every other.
        private string Comparison(string column, ResidualOperator op, Val value)
        {
            if (value.Kind == ValKind.Null)
            {
                return op == ResidualOperator.Eq ? $"{column} IS NULL" : $"{column} IS NOT NULL";
            }

            var plain = $"{Ordered(column, op, value)} {Symbol(op)} {Parameter(value)}";
            return op is ResidualOperator.Eq or ResidualOperator.Gt or ResidualOperator.Gte
                ? $"({column} IS NOT NULL AND {plain})"
                : $"({column} IS NULL OR {plain})";
        }

        private string Ordered(string column, ResidualOperator op, Val value) =>
            dialect == SqlDialect.PostgreSql && value.Kind == ValKind.String && op is not (ResidualOperator.Eq or ResidualOperator.Ne) ? $"{column} COLLATE \"C\"" : column;

        private static string Fields(string left, ResidualOperator op, string right) => op switch
        {
            ResidualOperator.Eq => $"(({left} IS NOT NULL AND {right} IS NOT NULL AND {left} = {right}) OR ({left} IS NULL AND {right} IS NULL))",
            ResidualOperator.Ne => $"(({left} IS NOT NULL AND {right} IS NOT NULL AND {left} <> {right}) OR ({left} IS NULL AND {right} IS NOT NULL) OR ({left} IS NOT NULL AND {right} IS NULL))",
            ResidualOperator.Lt => $"({right} IS NOT NULL AND ({left} IS NULL OR {left} < {right}))",
            ResidualOperator.Lte => $"({left} IS NULL OR ({right} IS NOT NULL AND {left} <= {right}))",
            ResidualOperator.Gt => $"({left} IS NOT NULL AND ({right} IS NULL OR {left} > {right}))",
            _ => $"({right} IS NULL OR ({left} IS NOT NULL AND {left} >= {right}))",
        };

        // By length and position, and not with LIKE, whose letters of both cases are one in SQLite and whose pattern would need escapes.
        private string Text(string column, ResidualText text)
        {
            var part = Parameter(text.Text);
            var test = (text.Test, dialect) switch
            {
                (ResidualTextTest.StartsWith, _) => $"(substr({column}, 1, length({part})) = {part})",
                (ResidualTextTest.EndsWith, _) => $"(length({column}) >= length({part}) AND substr({column}, length({column}) - length({part}) + 1) = {part})",
                (_, SqlDialect.PostgreSql) => $"(position({part} in {column}) > 0)",
                _ => $"(instr({column}, {part}) > 0)",
            };
            return text.Holds ? $"({column} IS NOT NULL AND {test})" : $"({column} IS NULL OR NOT {test})";
        }

        private string Parameter(Val value)
        {
            parameters.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"@p{parameters.Count - 1}");
        }

        private static string Column(string field) => string.Join('.', field.Split('.').Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

        private static string Symbol(ResidualOperator op) => op switch
        {
            ResidualOperator.Eq => "=",
            ResidualOperator.Ne => "<>",
            ResidualOperator.Lt => "<",
            ResidualOperator.Lte => "<=",
            ResidualOperator.Gt => ">",
            _ => ">=",
        };
    }
}
