namespace Platform.Rego.Builtins;

/// <summary>A builtin ends the whole evaluation, in strict mode or not.</summary>
/// <param name="code">The code of the evaluation error.</param>
/// <param name="message">What happened.</param>
public sealed class HaltException(string code, string message) : Exception(message)
{
    /// <summary>The code of the evaluation error.</summary>
    public string Code { get; } = code;
}
