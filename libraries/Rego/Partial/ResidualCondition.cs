using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>
/// What is left of a policy when all but some fields of the input are known: a condition over these fields. A field that has no value is null, as the
/// column of a table is; a text is compared by code points, and null comes before every other value, as in Rego.
/// </summary>
public abstract record ResidualCondition
{
    /// <summary>Every row.</summary>
    public static ResidualCondition Always { get; } = new ResidualAll([]);

    /// <summary>No row.</summary>
    public static ResidualCondition Never { get; } = new ResidualAny([]);

    /// <summary>Whether it holds for every row.</summary>
    public bool IsAlways => this is ResidualAll { Conditions.Count: 0 };

    /// <summary>Whether it holds for no row.</summary>
    public bool IsNever => this is ResidualAny { Conditions.Count: 0 };

    /// <summary>All of them.</summary>
    public static ResidualCondition All(IEnumerable<ResidualCondition> conditions)
    {
        var parts = conditions.SelectMany(part => part is ResidualAll all ? all.Conditions : [part]).Distinct().ToList();
        return parts.Exists(part => part.IsNever) || parts.Exists(part => parts.Contains(part.Negated())) ? Never : parts.Count == 1 ? parts[0] : new ResidualAll(parts);
    }

    /// <summary>One of them at least.</summary>
    public static ResidualCondition Any(IEnumerable<ResidualCondition> conditions)
    {
        var parts = conditions.SelectMany(part => part is ResidualAny any ? any.Conditions : [part]).Distinct().ToList();
        return parts.Exists(part => part.IsAlways) || parts.Exists(part => parts.Contains(part.Negated())) ? Always : parts.Count == 1 ? parts[0] : new ResidualAny(parts);
    }

    /// <summary>The rows that this leaves out; exact, since every field has a value or is null.</summary>
    public abstract ResidualCondition Negated();
}

/// <summary>All of the conditions.</summary>
/// <param name="Conditions">None is every row.</param>
public sealed record ResidualAll(IReadOnlyList<ResidualCondition> Conditions) : ResidualCondition
{
    /// <inheritdoc/>
    public override ResidualCondition Negated() => Any(Conditions.Select(part => part.Negated()));

    /// <inheritdoc/>
    public bool Equals(ResidualAll? other) => other is not null && Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode() => Conditions.Aggregate(17, HashCode.Combine);
}

/// <summary>One of the conditions at least.</summary>
/// <param name="Conditions">None is no row.</param>
public sealed record ResidualAny(IReadOnlyList<ResidualCondition> Conditions) : ResidualCondition
{
    /// <inheritdoc/>
    public override ResidualCondition Negated() => All(Conditions.Select(part => part.Negated()));

    /// <inheritdoc/>
    public bool Equals(ResidualAny? other) => other is not null && Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode() => Conditions.Aggregate(31, HashCode.Combine);
}

/// <summary>How a field compares.</summary>
public enum ResidualOperator
{
    /// <summary>The same value.</summary>
    Eq,

    /// <summary>Another value, null included.</summary>
    Ne,

    /// <summary>Before.</summary>
    Lt,

    /// <summary>Before, or the same.</summary>
    Lte,

    /// <summary>After.</summary>
    Gt,

    /// <summary>After, or the same.</summary>
    Gte,
}

/// <summary>A field against a constant.</summary>
/// <param name="Operator">How.</param>
/// <param name="Field">The names below the unknown document, with dots.</param>
/// <param name="Value">A text, a number, a boolean or null.</param>
public sealed record ResidualComparison(ResidualOperator Operator, string Field, Val Value) : ResidualCondition
{
    /// <inheritdoc/>
    public override ResidualCondition Negated() => this with { Operator = Operators.Negated(Operator) };
}

/// <summary>A field against another of the same row.</summary>
/// <param name="Operator">How.</param>
/// <param name="Field">The left one.</param>
/// <param name="Other">The right one.</param>
public sealed record ResidualFields(ResidualOperator Operator, string Field, string Other) : ResidualCondition
{
    /// <inheritdoc/>
    public override ResidualCondition Negated() => this with { Operator = Operators.Negated(Operator) };
}

/// <summary>Which part of a field's text is looked at.</summary>
public enum ResidualTextTest
{
    /// <summary>The beginning.</summary>
    StartsWith,

    /// <summary>The end.</summary>
    EndsWith,

    /// <summary>Anywhere.</summary>
    Contains,
}

/// <summary>A part of a field's text, by code points; null has none.</summary>
/// <param name="Test">Which part.</param>
/// <param name="Field">The field.</param>
/// <param name="Text">What must be there.</param>
/// <param name="Holds">False for what is left when it must not.</param>
public sealed record ResidualText(ResidualTextTest Test, string Field, string Text, bool Holds) : ResidualCondition
{
    /// <inheritdoc/>
    public override ResidualCondition Negated() => this with { Holds = !Holds };
}

internal static class Operators
{
    public static ResidualOperator Negated(ResidualOperator op) => op switch
    {
        ResidualOperator.Eq => ResidualOperator.Ne,
        ResidualOperator.Ne => ResidualOperator.Eq,
        ResidualOperator.Lt => ResidualOperator.Gte,
        ResidualOperator.Gte => ResidualOperator.Lt,
        ResidualOperator.Gt => ResidualOperator.Lte,
        _ => ResidualOperator.Gt,
    };

    /// <summary>The same with its sides exchanged.</summary>
    public static ResidualOperator Turned(ResidualOperator op) => op switch
    {
        ResidualOperator.Lt => ResidualOperator.Gt,
        ResidualOperator.Gt => ResidualOperator.Lt,
        ResidualOperator.Lte => ResidualOperator.Gte,
        ResidualOperator.Gte => ResidualOperator.Lte,
        _ => op,
    };
}
