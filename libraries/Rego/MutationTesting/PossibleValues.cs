using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.MutationTesting;

/// <summary>All values that a rule of constants can have, its own and those of rules that it passes on.</summary>
internal static class PossibleValues
{
    private const int Most = 64;

    /// <summary>The values of what a module calls so, undefined among them; null if they are not known.</summary>
    public static List<Val>? Of(Compilation compilation, Module module, RefTerm reference)
    {
        var values = new HashSet<Val> { Val.Undefined };
        return compilation.Rules.Find(Resolved(module, reference)) is { Rules.Count: > 0 } node && Add(compilation.Rules, node, values) ? [.. values] : null;
    }

    private static RefTerm Resolved(Module module, RefTerm reference)
    {
        if (reference.HeadName is "data" or "input")
        {
            return reference;
        }

        var head = module.Imports.FirstOrDefault(import => import.Name == reference.HeadName)?.Path.Parts ?? module.Package.Path.Parts.Add(new StringTerm(reference.Span, reference.HeadName!));
        return reference with { Parts = [.. head, .. reference.Parts[1..]] };
    }

    private static bool Add(RuleTree tree, RuleTree node, HashSet<Val> values) =>
        !node.Children.Any(child => child.Subtree().Any()) && node.Rules.SelectMany(rule => rule.Chain()).All(rule => !rule.IsFunction && !rule.Head.IsMultiValue && rule.Head.Ref.IsGround() && Add(tree, rule, rule.Head.Value!, values)) && values.Count <= Most;

    private static bool Add(RuleTree tree, Rule rule, Term value, HashSet<Val> values)
    {
        switch (value)
        {
            case StringTerm text:
                values.Add(Val.From(text.Value));
                return true;
            case BooleanTerm boolean:
                values.Add(Val.From(boolean.Value));
                return true;
            case NumberTerm number:
                values.Add(Val.Parse(number.Text));
                return true;
            case NullTerm:
                values.Add(Val.Null);
                return true;
            case RefTerm reference:
                return tree.Find(reference) is { Rules.Count: > 0 } node && Add(tree, node, values);
            // A reference in a head was lifted into the body.
            case VarTerm { Name: var lifted }:
                return rule.Body.Select(expression => expression.Literal).OfType<CallLiteral>()
                    .FirstOrDefault(call => call.Is("eq") && call.Arguments is [VarTerm bound, RefTerm] && bound.Name == lifted) is { } made && Add(tree, rule, made.Arguments[1], values);
            default:
                return false;
        }
    }
}
