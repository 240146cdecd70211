using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>How a server answers.</summary>
public sealed record OpaServerOptions
{
    /// <summary>Who may ask what.</summary>
    /// <value>Everybody everything, by default, as in OPA; the server then belongs on loopback.</value>
    public OpaAuthorization Authorization { get; init; } = OpaAuthorization.Off;

    /// <summary>Whether the bearer token of a request is the <c>identity</c> of the authorization input.</summary>
    /// <value>False by default.</value>
    public bool BearerTokens { get; init; }

    /// <summary>The document that <c>POST /</c> answers with, without <c>data</c>.</summary>
    /// <value><c>system/main</c>, as in OPA.</value>
    public DataPath DefaultDecision { get; init; } = DataPath.Parse("system/main");

    /// <summary>The document that decides with <see cref="OpaAuthorization.Basic"/>.</summary>
    /// <value><c>system/authz/allow</c>, as in OPA.</value>
    public DataPath DefaultAuthorizationDecision { get; init; } = DataPath.Parse("system/authz/allow");

    /// <summary>The most bytes of a body, unpacked.</summary>
    /// <value>16 MiB by default.</value>
    public int MaxBodyBytes { get; init; } = 16 << 20;

    /// <summary>What one evaluation may cost.</summary>
    /// <value><see cref="EvaluationLimits.Default"/></value>
    public EvaluationLimits Limits { get; init; } = EvaluationLimits.Default;

    /// <summary>Labels that <c>/v1/config</c> and <c>/v1/status</c> show.</summary>
    /// <value>None by default; the version is always there.</value>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    internal EvaluationOptions Evaluation(bool strict) => new() { Limits = Limits, StrictBuiltinErrors = strict };
}

/// <summary>OPA's <c>--authorization</c>.</summary>
public enum OpaAuthorization
{
    /// <summary>Everybody may ask everything.</summary>
    Off,

    /// <summary><see cref="OpaServerOptions.DefaultAuthorizationDecision"/> must be true, or an object whose <c>allowed</c> is.</summary>
    Basic,
}
