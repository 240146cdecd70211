using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>What counts as a permit, and how far the search for a change of the input goes.</summary>
public sealed record WhyOptions
{
    /// <summary>The options used where none are given.</summary>
    public static WhyOptions Default { get; } = new();

    /// <summary>Whether a result is what was hoped for.</summary>
    /// <value>True for <c>true</c> and for an object whose <c>allow</c> is true.</value>
    public Func<Val, bool> Permits { get; init; } = result => result.IsTrue || (result.Kind == ValKind.Object && result["allow"].IsTrue);

    /// <summary>Paths of the input, such as <c>action</c> or <c>subject.id</c>, that the search leaves as they are: with another one it would be another question.</summary>
    /// <value><c>action</c> and <c>context.time</c> by default.</value>
    public IReadOnlyList<string> Fixed { get; init; } = ["action", "context.time"];

    /// <summary>The most values that a suggested change touches.</summary>
    /// <value>3 by default; 0 searches nothing.</value>
    public int MaxEdits { get; init; } = 3;

    /// <summary>The most changes suggested.</summary>
    /// <value>5 by default.</value>
    public int MaxFlips { get; init; } = 5;

    /// <summary>The most inputs that are tried.</summary>
    /// <value>2,000 by default, under a second on one core for policies of some tens of rules.</value>
    public int MaxEvaluations { get; init; } = 2_000;

    /// <summary>How each evaluation runs. Give the clock of the decision that is explained.</summary>
    /// <value>At most two million instructions each by default.</value>
    public EvaluationOptions Evaluation { get; init; } = new() { Limits = new() { MaxInstructions = 2_000_000 } };
}
