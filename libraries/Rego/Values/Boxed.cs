namespace Platform.Rego.Values;

/// <summary>What a <see cref="Val"/> points to when it is not a string.</summary>
public abstract class Boxed
{
    internal readonly ValKind Kind;

    private protected Boxed(ValKind kind) => Kind = kind;
}

/// <summary>Marks a value whose payload is in <see cref="Val.N"/> alone.</summary>
internal sealed class Tag : Boxed
{
    internal static readonly Tag Null = new(ValKind.Null);
    internal static readonly Tag Boolean = new(ValKind.Boolean);
    internal static readonly Tag Integer = new(ValKind.Number);

    private Tag(ValKind kind) : base(kind)
    {
    }
}
