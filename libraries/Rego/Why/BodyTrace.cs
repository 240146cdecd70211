using System.Collections.Immutable;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>How far a body got with an input.</summary>
/// <param name="Body">The body.</param>
/// <param name="Arguments">What it was called with.</param>
/// <param name="Origins">Where in the input the arguments come from; null for those that come from elsewhere.</param>
/// <param name="Held">The conditions that hold together.</param>
/// <param name="NotReached">Those that need a value of one that failed.</param>
/// <param name="Leaves">The expressions that failed, each in the innermost rule.</param>
internal sealed record BodyTrace(
    WrittenBody Body,
    ImmutableArray<Val> Arguments,
    ImmutableArray<ImmutableArray<Val>?> Origins,
    ImmutableArray<Condition> Held,
    ImmutableArray<Condition> NotReached,
    ImmutableArray<Leaf> Leaves)
{
    public bool Completed => Leaves.IsEmpty && NotReached.IsEmpty;

    /// <summary>How much is missing; the body with the least is the closest.</summary>
    public int Missing => Leaves.Count(leaf => leaf.Closest) + NotReached.Length;
}

/// <summary>An expression that failed.</summary>
/// <param name="Asked">The rules on the way to it.</param>
/// <param name="At">The body it stands in. What fails inside of it is not known to this trace.</param>
/// <param name="Condition">The expression.</param>
/// <param name="Solution">Values of the body's variables before it.</param>
/// <param name="Closest">Whether it lies on the way of the closest bodies; the others are other ways to hold.</param>
internal sealed record Leaf(ImmutableArray<string> Asked, BodyTrace At, Condition Condition, Val Solution, bool Closest);
