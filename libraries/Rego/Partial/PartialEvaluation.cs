using Platform.Rego.Diagnostics;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>
/// Evaluates a policy while a part of the input is unknown, and returns the condition over that part under which it permits: what a list may show.
/// Whatever no condition over rows says is refused, never guessed.
/// </summary>
public sealed class PartialEvaluation
{
    private readonly RegoPolicy _policy;
    private readonly RefTerm _reference;
    private readonly UnknownDocument _unknown;
    private readonly DependentRules _dependent;

    private PartialEvaluation(RegoPolicy policy, RefTerm reference, UnknownDocument unknown)
    {
        _policy = policy;
        _reference = reference;
        _unknown = unknown;
        _dependent = DependentRules.Of(policy.Compilation.Rules, unknown);
    }

    /// <summary>Prepares it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="reference">What must be true, such as <c>data.platform.decision.allow</c>.</param>
    /// <param name="unknown">The part of the input that is not known, such as <c>input.resource.facts</c>.</param>
    /// <exception cref="RegoCompileException">One of them is not such a reference.</exception>
    public static PartialEvaluation Of(RegoPolicy policy, string reference, string unknown) =>
        new(policy, Reference(reference, "data"), new UnknownDocument([.. Reference(unknown, "input").Parts.Skip(1).Select(part => ((StringTerm)part).Value)]));

    /// <summary>The condition under which the reference is true.</summary>
    /// <param name="input">The input without its unknown part.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="UnsupportedResidualException">It depends on the unknown part in a way that no condition says.</exception>
    /// <exception cref="RegoEvaluationException">What is known cannot be evaluated.</exception>
    public ResidualCondition Condition(Val input, CancellationToken ct = default) => StackGuard.RunDeep(() =>
        new SymbolicEvaluation(_policy.Compilation, _policy.Data, input, _unknown, _dependent, ct).Truth(_reference));

    private static RefTerm Reference(string text, string head)
    {
        var errors = new DiagnosticBag();
        var source = new SourceText("<query>", text);
        var term = Parser.ParseTerm(source, errors);
        errors.ThrowIfAny();
        if (term is not RefTerm reference || reference.HeadName != head || !reference.Parts.Skip(1).All(part => part is StringTerm) || reference.Parts.Length < 2)
        {
            errors.Compile(new(source, 0, text.Length), $"expected a path of names below {head}, such as {(head == "data" ? "data.app.allow" : "input.resource")}");
            errors.ThrowIfAny();
            throw new InvalidOperationException("unreachable");
        }

        return reference;
    }
}
