namespace Platform.Rego.MutationTesting;

/// <summary>The ways in which a policy is made wrong.</summary>
public enum MutationOperator
{
    /// <summary>An expression becomes its negation: <c>x</c>, <c>not x</c>.</summary>
    Negate,

    /// <summary>An expression always holds: <c>true</c>.</summary>
    DropExpression,

    /// <summary>A comparison takes its neighbour: <c>&lt;</c> and <c>&lt;=</c>, <c>==</c> and <c>!=</c>.</summary>
    SwapComparison,

    /// <summary>Arithmetic and set operators change: <c>+</c> and <c>-</c>, <c>*</c> and <c>/</c>, <c>&amp;</c> and <c>|</c>, <c>and</c> and <c>or</c>.</summary>
    SwapOperator,

    /// <summary>A text, a number or a boolean becomes another.</summary>
    ChangeConstant,

    /// <summary>A <c>default</c> is gone: the rule is undefined in its place.</summary>
    RemoveDefault,

    /// <summary>A <c>default</c> has another value.</summary>
    ChangeDefault,

    /// <summary>A check of who or what accepts everybody: a collection that something must be in, or the text that it must equal, becomes that thing itself.</summary>
    Widen,

    /// <summary>A branch of <c>else</c> is gone.</summary>
    DropElse,

    /// <summary><c>some</c> becomes <c>every</c>, and the other way round.</summary>
    SwapQuantifier,

    /// <summary>An element of an array, a set or an object is gone.</summary>
    RemoveElement,
}
