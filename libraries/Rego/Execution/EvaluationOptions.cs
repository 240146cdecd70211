using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>How one evaluation runs.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The options used where none are given.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>What the evaluation may cost.</summary>
    /// <value><see cref="EvaluationLimits.Default"/></value>
    public EvaluationLimits Limits { get; init; } = EvaluationLimits.Default;

    /// <summary>Whether an error of a builtin fails the evaluation instead of making its expression undefined.</summary>
    /// <value>False by default, as in OPA.</value>
    public bool StrictBuiltinErrors { get; init; }

    /// <summary>The clock of <c>time.now_ns</c>.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The source of <c>rand.intn</c> and <c>uuid.rfc4122</c>; give a seeded one, used by one evaluation at a time, to repeat an evaluation.</summary>
    /// <value><see cref="Random.Shared"/> by default.</value>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>What <c>opa.runtime</c> returns.</summary>
    /// <value>The empty object by default: nothing about the process leaks into policies.</value>
    public Val Runtime { get; init; } = Val.From(RObj.Empty);

    /// <summary>Receives the lines of <c>print</c>.</summary>
    /// <value>Null by default: they are dropped.</value>
    public Action<string>? Print { get; init; }

    /// <summary>Receives the notes of <c>trace</c>.</summary>
    /// <value>Null by default: they are dropped.</value>
    public Action<string>? Trace { get; init; }

    /// <summary>Receives the names of a data-driven test's cases.</summary>
    /// <value>Null by default: they are dropped.</value>
    public Action<RArr>? TestCase { get; init; }

    /// <summary>Settings for single builtins, such as the egress allow-list of <c>http.send</c>, by their type.</summary>
    /// <value>Empty by default: nothing is allowed.</value>
    public IReadOnlyDictionary<Type, object> Services { get; init; } = new Dictionary<Type, object>();
}
