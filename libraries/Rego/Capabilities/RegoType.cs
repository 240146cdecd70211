using System.Collections.Immutable;
using Platform.Rego.Values;

namespace Platform.Rego.Capabilities;

/// <summary>A static type, in the shape of OPA's capabilities.</summary>
internal abstract record RegoType
{
    public static readonly AnyType Any = new([]);
    public static readonly NullType Null = new();
    public static readonly BooleanType Boolean = new();
    public static readonly NumberType Number = new();
    public static readonly StringType String = new();
}

/// <param name="Of">The alternatives; none means anything at all.</param>
internal sealed record AnyType(ImmutableArray<RegoType> Of) : RegoType;

internal sealed record NullType : RegoType;

internal sealed record BooleanType : RegoType;

internal sealed record NumberType : RegoType;

internal sealed record StringType : RegoType;

/// <param name="Static">The types of the first elements.</param>
/// <param name="Dynamic">The type of all further elements, or null when there are none.</param>
internal sealed record ArrayType(ImmutableArray<RegoType> Static, RegoType? Dynamic) : RegoType;

/// <param name="Static">Keys that are certainly there.</param>
/// <param name="DynamicKey">The type of further keys, or null when there are none.</param>
/// <param name="DynamicValue">The type of their values.</param>
internal sealed record ObjectType(ImmutableArray<StaticProperty> Static, RegoType? DynamicKey, RegoType? DynamicValue) : RegoType;

internal sealed record StaticProperty(Val Key, RegoType Value);

internal sealed record SetType(RegoType Of) : RegoType;

internal sealed record FunctionType(ImmutableArray<RegoType> Arguments, RegoType? Variadic, RegoType? Result) : RegoType;
