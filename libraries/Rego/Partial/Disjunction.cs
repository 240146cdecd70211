using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>A condition as alternatives, each of which is a list of comparisons that hold together.</summary>
internal static class Disjunction
{
    private const int Most = 512;

    /// <summary>The alternatives; null if there are too many.</summary>
    public static IReadOnlyList<IReadOnlyList<ResidualCondition>>? Of(ResidualCondition condition)
    {
        switch (condition)
        {
            case ResidualAny any:
                var either = new List<IReadOnlyList<ResidualCondition>>();
                foreach (var part in any.Conditions)
                {
                    if (Of(part) is not { } alternatives || either.Count + alternatives.Count > Most)
                    {
                        return null;
                    }

                    either.AddRange(alternatives);
                }

                return either;
            case ResidualAll all:
                IReadOnlyList<IReadOnlyList<ResidualCondition>> together = [[]];
                foreach (var part in all.Conditions)
                {
                    if (Of(part) is not { } alternatives || together.Count * alternatives.Count > Most)
                    {
                        return null;
                    }

                    together = [.. together.SelectMany(before => alternatives.Select(more => (IReadOnlyList<ResidualCondition>)[.. before, .. more.Except(before)])).Where(one => !Contradicts(one))];
                }

                return together;
            default:
                return [[condition]];
        }
    }

    /// <summary>Whether no row can meet both; false if that is not known.</summary>
    public static bool Exclude(ResidualCondition left, ResidualCondition right) => Of(ResidualCondition.All([left, right])) is { Count: 0 };

    private static bool Contradicts(IReadOnlyList<ResidualCondition> together) => together.Any(one => together.Contains(one.Negated())
        || (one is ResidualComparison { Operator: ResidualOperator.Eq } fixed_ && together.Any(other => other is ResidualComparison compared && compared.Field == fixed_.Field && !Holds(fixed_.Value, compared.Operator, compared.Value))));

    /// <summary>Whether a value of a field meets a comparison.</summary>
    public static bool Holds(Val value, ResidualOperator op, Val constant) => op switch
    {
        ResidualOperator.Eq => value == constant,
        ResidualOperator.Ne => value != constant,
        ResidualOperator.Lt => value.CompareTo(constant) < 0,
        ResidualOperator.Lte => value.CompareTo(constant) <= 0,
        ResidualOperator.Gt => value.CompareTo(constant) > 0,
        _ => value.CompareTo(constant) >= 0,
    };
}
