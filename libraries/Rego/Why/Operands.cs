using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>The operands of an expression that failed, as they are written, with their values.</summary>
internal static class Operands
{
    public static IReadOnlyList<OperandValue> Of(BodyAnalysis analysis, Leaf leaf, LocalNames names)
    {
        var found = new Dictionary<string, Val>(StringComparer.Ordinal);
        foreach (var expression in leaf.Condition.Compiled)
        {
            switch (expression.Literal)
            {
                case TermLiteral t:
                    Add(t.Term);
                    break;
                case CallLiteral call:
                    foreach (var argument in call.Arguments)
                    {
                        Add(argument);
                    }

                    break;
                case EveryLiteral every:
                    Add(every.Domain);
                    break;
            }
        }

        return [.. found.Select(operand => new OperandValue(operand.Key, operand.Value))];

        void Add(Term term)
        {
            // What is looked through is shown whole.
            if (term is RefTerm { Parts: [.., VarTerm key] } scanned && names.IsGenerated(key.Name) && leaf.Solution.IsDefined && leaf.Solution[key.Name].IsUndefined
                && !Bound(key.Name))
            {
                term = scanned with { Parts = scanned.Parts[..^1] };
            }

            if (term is RefTerm reference)
            {
                foreach (var part in reference.Parts.Skip(1))
                {
                    Add(part);
                }
            }

            if (term.IsConstant() || term is VarTerm v && names.IsGenerated(v.Name))
            {
                return;
            }

            var text = term is VarTerm local ? names.Original(local.Name) : string.Join(' ', term.Span.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var value = text.Length > 0 && !found.ContainsKey(text) ? analysis.Value(leaf.At, leaf.Condition, term, leaf.Solution) : Val.Undefined;
            if (value.IsDefined || (text.Length > 0 && term is not VarTerm))
            {
                found.TryAdd(text, value);
            }
        }

        // Whether another part of the expression computes the key.
        bool Bound(string name) => leaf.Condition.Compiled.Any(e => e.Generated && e.Literal is CallLiteral call
            && ((call.Is("eq") && call.Arguments[0] is VarTerm left && left.Name == name) || (!call.Is("eq") && call.Arguments[^1] is VarTerm last && last.Name == name)));
    }
}
