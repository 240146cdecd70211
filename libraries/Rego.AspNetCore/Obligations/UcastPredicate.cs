using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>Turns a UCAST condition into a predicate that a LINQ provider can translate, over the public properties of a row.</summary>
public static class UcastPredicate
{
    private static readonly MethodInfo Contains = Text(nameof(string.Contains));
    private static readonly MethodInfo StartsWith = Text(nameof(string.StartsWith));
    private static readonly MethodInfo EndsWith = Text(nameof(string.EndsWith));
    private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    private static readonly MethodInfo InList = typeof(Enumerable).GetMethods()
        .Single(method => method.Name == nameof(Enumerable.Contains) && method.GetParameters().Length == 2);

    /// <summary>The predicate of a condition.</summary>
    /// <exception cref="ObligationNotHonouredException">A field is not a property of <typeparamref name="T"/>, or a value does not fit its type.</exception>
    public static Expression<Func<T, bool>> For<T>(UcastCondition condition)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(Build(condition, row), row);
    }

    private static Expression Build(UcastCondition condition, ParameterExpression row) => condition switch
    {
        UcastCompound { Operator: "not" } not => Expression.Not(Build(not.Conditions[0], row)),
        UcastCompound { Operator: "and" } all => all.Conditions.Select(item => Build(item, row)).Aggregate(Expression.AndAlso),
        UcastCompound any => any.Conditions.Select(item => Build(item, row)).Aggregate(Expression.OrElse),
        UcastComparison comparison => Comparison(comparison, UcastField.Of(row, comparison.Field)),
        UcastFieldComparison fields => Fields(fields, row),
        _ => throw new ObligationNotHonouredException($"condition {condition.GetType().Name} is not known"),
    };

    private static Expression Comparison(UcastComparison comparison, Expression field) => comparison.Operator switch
    {
        "in" => In(comparison.Value, field),
        "nin" => Expression.Not(In(comparison.Value, field)),
        "contains" => TextTest(field, Contains, comparison.Value),
        "startswith" => TextTest(field, StartsWith, comparison.Value),
        "endswith" => TextTest(field, EndsWith, comparison.Value),
        var order => Ordered(order, field, UcastField.Constant(comparison.Value, field.Type)),
    };

    private static Expression Fields(UcastFieldComparison fields, ParameterExpression row)
    {
        var left = UcastField.Of(row, fields.Field);
        var right = UcastField.Of(row, fields.Other);
        if (left.Type != right.Type)
        {
            throw new ObligationNotHonouredException($"fields '{fields.Field}' and '{fields.Other}' have different types");
        }

        return Ordered(fields.Operator, left, right);
    }

    private static Expression Ordered(string name, Expression left, Expression right)
    {
        if (name is "eq" or "ne")
        {
            return name == "eq" ? Expression.Equal(left, right) : Expression.NotEqual(left, right);
        }

        if (left.Type == typeof(string))
        {
            left = Expression.Call(Compare, left, right);
            right = Expression.Constant(0);
        }

        try
        {
            return name switch
            {
                "lt" => Expression.LessThan(left, right),
                "lte" => Expression.LessThanOrEqual(left, right),
                "gt" => Expression.GreaterThan(left, right),
                _ => Expression.GreaterThanOrEqual(left, right),
            };
        }
        catch (InvalidOperationException)
        {
            throw new ObligationNotHonouredException($"type {left.Type.Name} has no order");
        }
    }

    private static MethodCallExpression In(JsonElement values, Expression field)
    {
        var list = Array.CreateInstance(field.Type, values.GetArrayLength());
        var index = 0;
        foreach (var value in values.EnumerateArray())
        {
            list.SetValue(UcastField.Constant(value, field.Type).Value, index++);
        }

        return Expression.Call(InList.MakeGenericMethod(field.Type), Expression.Constant(list), field);
    }

    private static BinaryExpression TextTest(Expression field, MethodInfo method, JsonElement value) =>
        field.Type == typeof(string)
            ? Expression.AndAlso(
                Expression.NotEqual(field, Expression.Constant(null, typeof(string))),
                Expression.Call(field, method, Expression.Constant(value.GetString())))
            : throw new ObligationNotHonouredException($"a field of type {field.Type.Name} is not text");

    private static MethodInfo Text(string name) => typeof(string).GetMethod(name, [typeof(string)])!;
}
