using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Semantics.Types;

/// <summary>Unions of types, and whether two types can have a value in common. Whatever is not known is taken to fit.</summary>
internal static class TypeAlgebra
{
    private static readonly TypePrinter s_printer = new();

    public static bool IsUnknown(RegoType? type) => type is null or AnyType { Of.Length: 0 };

    public static RegoType Union(IEnumerable<RegoType?> types)
    {
        var all = new SortedDictionary<(int Rank, string Text), RegoType>();
        foreach (var type in types)
        {
            if (IsUnknown(type))
            {
                return RegoType.Any;
            }

            foreach (var one in type is AnyType any ? any.Of : [type!])
            {
                all[(Rank(one), s_printer.Print(one))] = one;
            }
        }

        return all.Count switch { 0 => RegoType.Any, 1 => all.Values.First(), _ => new AnyType([.. all.Values]) };
    }

    /// <summary>Whether some value could be of both types.</summary>
    public static bool Overlap(RegoType? a, RegoType? b) => (a, b) switch
    {
        _ when IsUnknown(a) || IsUnknown(b) => true,
        (AnyType any, _) => any.Of.Any(one => Overlap(one, b)),
        (_, AnyType any) => any.Of.Any(one => Overlap(a, one)),
        (ArrayType x, ArrayType y) => Arrays(x, y),
        (ObjectType x, ObjectType y) => Objects(x, y),
        (SetType x, SetType y) => Overlap(x.Of, y.Of),
        _ => a!.GetType() == b!.GetType(),
    };

    /// <summary>The type of what a constant is, or null for anything else.</summary>
    public static Val? Constant(Term term) => term switch
    {
        StringTerm s => Val.From(s.Value),
        BooleanTerm b => Val.From(b.Value),
        NullTerm => Val.Null,
        NumberTerm n => Val.Parse(n.Text.StartsWith('.') ? "0" + n.Text : n.Text),
        _ => (Val?)null,
    };

    public static RegoType OfConstant(Val value) => value.Kind switch
    {
        ValKind.Null => RegoType.Null,
        ValKind.Boolean => RegoType.Boolean,
        ValKind.Number => RegoType.Number,
        ValKind.String => RegoType.String,
        _ => RegoType.Any,
    };

    /// <summary>The type of what iterating or indexing with an unknown key yields.</summary>
    public static RegoType Values(RegoType? type) => type switch
    {
        ArrayType a => a.Static.Length == 0 && a.Dynamic is null ? RegoType.Any : Union([.. a.Static, .. a.Dynamic is null ? [] : new[] { a.Dynamic }]),
        SetType s => s.Of,
        ObjectType o => o.Static.Length == 0 && o.DynamicValue is null
            ? RegoType.Any
            : Union([.. o.Static.Select(p => p.Value), .. o.DynamicValue is null ? [] : new[] { o.DynamicValue }]),
        AnyType { Of.Length: > 0 } any => Union(any.Of.Where(IsCollection).Select(Values)),
        _ => RegoType.Any,
    };

    public static RegoType Keys(RegoType? type) => type switch
    {
        ArrayType => RegoType.Number,
        SetType s => s.Of,
        ObjectType o => o.Static.Length == 0 && o.DynamicKey is null
            ? RegoType.Any
            : Union([.. o.Static.Select(p => OfConstant(p.Key)), .. o.DynamicKey is null ? [] : new[] { o.DynamicKey }]),
        AnyType { Of.Length: > 0 } any => Union(any.Of.Where(IsCollection).Select(Keys)),
        _ => RegoType.Any,
    };

    public static bool IsCollection(RegoType type) => type is ArrayType or SetType or ObjectType;

    private static bool Arrays(ArrayType x, ArrayType y)
    {
        if ((x.Dynamic is null && y.Static.Length > x.Static.Length) || (y.Dynamic is null && x.Static.Length > y.Static.Length))
        {
            return false;
        }

        for (var i = 0; i < Math.Max(x.Static.Length, y.Static.Length); i++)
        {
            if (!Overlap(i < x.Static.Length ? x.Static[i] : x.Dynamic, i < y.Static.Length ? y.Static[i] : y.Dynamic))
            {
                return false;
            }
        }

        // Two arrays of unknown length may both be empty, but OPA compares their elements all the same.
        return x.Static.Length > 0 || y.Static.Length > 0 || x.Dynamic is null || y.Dynamic is null || Overlap(x.Dynamic, y.Dynamic);
    }

    private static bool Objects(ObjectType x, ObjectType y) => Covers(x, y) && Covers(y, x)
        && (x.Static.Length > 0 || y.Static.Length > 0 || Overlap(x.DynamicValue, y.DynamicValue));

    private static bool Covers(ObjectType x, ObjectType y)
    {
        foreach (var property in x.Static)
        {
            var other = y.Static.FirstOrDefault(p => p.Key.Equals(property.Key));
            if (other is null && y.DynamicKey is null && x.DynamicKey is null)
            {
                return false;
            }

            if ((other is not null || y.DynamicKey is not null) && !Overlap(property.Value, other?.Value ?? y.DynamicValue))
            {
                return false;
            }
        }

        return true;
    }

    private static int Rank(RegoType type) => type switch
    {
        NullType => 0,
        BooleanType => 1,
        NumberType => 2,
        StringType => 3,
        ArrayType => 4,
        ObjectType => 5,
        SetType => 6,
        _ => 7,
    };
}
