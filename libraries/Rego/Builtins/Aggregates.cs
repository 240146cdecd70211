using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Builtins that make one value of a collection.</summary>
internal static class Aggregates
{
    [Builtin("count")]
    internal static long Count([OneOf(ValKind.Array, ValKind.Object, ValKind.Set, ValKind.String)] Val collection) => collection.Count;

    [Builtin("sum")]
    internal static Number Sum(BuiltinContext context, [OneOf(ValKind.Set, ValKind.Array)] Val collection)
    {
        context.Charge(collection.Count >> 2);
        RequireNumbers(collection);
        return TryIntegers(collection, BigInteger.Zero, (sum, x) => sum + x, out var exact)
            ? Number.From(exact)
            : Number.From(Floats(collection, BigFloat64.From(0), (sum, x) => sum + x));
    }

    /// <summary>The product; OPA starts it from a double, so that one with fractions has a mantissa of 53 bits.</summary>
    [Builtin("product")]
    internal static Number Product(BuiltinContext context, [OneOf(ValKind.Set, ValKind.Array)] Val collection)
    {
        context.Charge(collection.Count >> 2);
        RequireNumbers(collection);
        return TryIntegers(collection, BigInteger.One, Arithmetic.Product, out var exact)
            ? Number.From(exact)
            : Number.From(Floats(collection, BigFloat64.From(1), (product, x) => (product * x).ToDoublePrecision()));
    }

    /// <summary>The largest element; undefined for an empty collection.</summary>
    [Builtin("max")]
    internal static Val Max(BuiltinContext context, [OneOf(ValKind.Set, ValKind.Array)] Val collection)
    {
        context.Charge(collection.Count >> 2);
        var max = Val.Undefined;
        foreach (var item in Elements(collection))
        {
            max = max.IsUndefined || item >= max ? item : max;
        }

        return max;
    }

    /// <summary>The smallest element; undefined for an empty collection.</summary>
    [Builtin("min")]
    internal static Val Min(BuiltinContext context, [OneOf(ValKind.Set, ValKind.Array)] Val collection)
    {
        context.Charge(collection.Count >> 2);
        var min = Val.Undefined;
        foreach (var item in Elements(collection))
        {
            min = min.IsUndefined || item <= min ? item : min;
        }

        return min;
    }

    [Builtin("sort")]
    internal static RArr Sort(BuiltinContext context, [OneOf(ValKind.Set, ValKind.Array)] Val collection)
    {
        context.Charge(collection.Count);
        var items = collection.Items.ToArray();
        if (collection.Kind == ValKind.Array)
        {
            Array.Sort(items);
        }

        return RArr.Of(items);
    }

    [Builtin("all")]
    internal static bool All(BuiltinContext context, [OneOf(ValKind.Array, ValKind.Set)] Val collection)
    {
        context.Charge(collection.Count >> 2);
        foreach (var item in Elements(collection))
        {
            if (!item.IsTrue)
            {
                return false;
            }
        }

        return true;
    }

    [Builtin("any")]
    internal static bool Any(BuiltinContext context, [OneOf(ValKind.Array, ValKind.Set)] Val collection)
    {
        context.Charge(collection.Count >> 2);
        foreach (var item in Elements(collection))
        {
            if (item.IsTrue)
            {
                return true;
            }
        }

        return false;
    }

    internal static ReadOnlySpan<Val> Elements(Val collection) =>
        collection.Kind == ValKind.Set ? collection.AsSet().Unordered : collection.Items;

    private static void RequireNumbers(Val collection)
    {
        foreach (var item in collection.Items)
        {
            if (item.Kind != ValKind.Number)
            {
                throw BuiltinException.OperandElement(1, collection, item, "number");
            }
        }
    }

    private static bool TryIntegers(Val collection, BigInteger start, Func<BigInteger, BigInteger, BigInteger> fold, out BigInteger result)
    {
        result = start;
        foreach (var item in Elements(collection))
        {
            if (!item.AsNumber().TryGetInteger(out var integer))
            {
                return false;
            }

            result = fold(result, integer);
        }

        return true;
    }

    private static BigFloat64 Floats(Val collection, BigFloat64 start, Func<BigFloat64, BigFloat64, BigFloat64> fold)
    {
        var result = start;
        foreach (var item in collection.Items)
        {
            result = fold(result, item.AsNumber().ToFloat());
        }

        return result;
    }
}
