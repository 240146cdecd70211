using System.Runtime.CompilerServices;

namespace Platform.Rego.Values;

// Equality, hashing and order. Values of different types are never equal and are ordered by type.
public readonly partial struct Val
{
    /// <summary>Whether both are the same value: numbers by their exact value, composites by content.</summary>
    public bool Equals(Val other)
    {
        if (ReferenceEquals(O, other.O))
        {
            // The payload of a composite is 0; that of a string follows from its text.
            return N == other.N;
        }

        if (O is null || other.O is null)
        {
            return false;
        }

        if (O is string text)
        {
            return N == other.N && other.O is string otherText && string.Equals(text, otherText);
        }

        return other.O is not string && EqualsBoxed(other);
    }

    private bool EqualsBoxed(Val other)
    {
        var kind = Unsafe.As<Boxed>(O!).Kind;
        if (kind != Unsafe.As<Boxed>(other.O!).Kind)
        {
            return false;
        }

        return kind switch
        {
            ValKind.Number => RNum.Equal(this, other),
            ValKind.Array => Unsafe.As<RArr>(O!).Equals(Unsafe.As<RArr>(other.O!)),
            ValKind.Object => Unsafe.As<RObj>(O!).Equals(Unsafe.As<RObj>(other.O!)),
            ValKind.Set => Unsafe.As<RSet>(O!).Equals(Unsafe.As<RSet>(other.O!)),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Val other && Equals(other);

    /// <summary>A hash seeded per process; equal values have equal hashes.</summary>
    public override int GetHashCode() => O switch
    {
        null => 0,
        string => (int)N,
        Tag tag => HashMix.Of((long)tag.Kind, tag.Kind == ValKind.Null ? 0 : N),
        RNum number => number.Hash,
        Composite composite => composite.Hash,
        _ => throw new InvalidOperationException("unknown representation"),
    };

    /// <summary>Rego's order: null, booleans, numbers, strings by UTF-8 bytes, arrays, objects, sets.</summary>
    public int CompareTo(Val other)
    {
        if (ReferenceEquals(O, Tag.Integer) && ReferenceEquals(other.O, Tag.Integer))
        {
            return N.CompareTo(other.N);
        }

        var kind = Kind;
        var otherKind = other.Kind;
        if (kind != otherKind)
        {
            return kind.CompareTo(otherKind);
        }

        if (ReferenceEquals(O, other.O))
        {
            return kind == ValKind.Boolean ? N.CompareTo(other.N) : 0;
        }

        return kind switch
        {
            ValKind.Number => RNum.Compare(this, other),
            ValKind.String => Utf8Text.Compare(Unsafe.As<string>(O!), Unsafe.As<string>(other.O!)),
            ValKind.Array => CompareSpans(AsArray().Span, other.AsArray().Span),
            ValKind.Object => AsObject().CompareTo(other.AsObject()),
            ValKind.Set => CompareSpans(AsSet().InOrder(), other.AsSet().InOrder()),
            _ => 0,
        };
    }

    internal static int CompareSpans(ReadOnlySpan<Val> left, ReadOnlySpan<Val> right)
    {
        var common = Math.Min(left.Length, right.Length);
        for (var i = 0; i < common; i++)
        {
            var order = left[i].CompareTo(right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <summary>Equality of values.</summary>
    public static bool operator ==(Val left, Val right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(Val left, Val right) => !left.Equals(right);

    /// <summary>Rego's order.</summary>
    public static bool operator <(Val left, Val right) => left.CompareTo(right) < 0;

    /// <summary>Rego's order.</summary>
    public static bool operator >(Val left, Val right) => left.CompareTo(right) > 0;

    /// <summary>Rego's order.</summary>
    public static bool operator <=(Val left, Val right) => left.CompareTo(right) <= 0;

    /// <summary>Rego's order.</summary>
    public static bool operator >=(Val left, Val right) => left.CompareTo(right) >= 0;
}
