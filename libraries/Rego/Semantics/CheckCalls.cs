using Platform.Rego.Capabilities;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Every called function exists and is given as many arguments as it takes, or one more for its output.</summary>
internal sealed class CheckCalls(RuleTree rules, CapabilitySet capabilities, LocalNames names, DiagnosticBag diagnostics) : SyntaxRewriter
{
    /// <summary>The number of a function's inputs, or -1.</summary>
    public static int Arity(RuleTree rules, CapabilitySet capabilities, RefTerm op)
    {
        if (op.HeadName == "data")
        {
            return rules.Find(op)?.Rules.FirstOrDefault(r => r.IsFunction)?.Head.Arguments!.Value.Length ?? -1;
        }

        return capabilities.Find(op.DottedName())?.Arity ?? -1;
    }

    public override Expression Expression(Expression expression)
    {
        if (expression.Literal is CallLiteral call)
        {
            Check(expression, call);
        }

        return base.Expression(expression);
    }

    private void Check(Expression expression, CallLiteral call)
    {
        var name = call.Operator.Head is VarTerm v && v.Name != "data" ? Shown(call.Operator) : call.Operator.DottedName();
        if (call.Operator.HeadName != "data" && capabilities.Find(call.Operator.DottedName()) is { } builtin)
        {
            // Variadic builtins (print) take what they are given.
            if (!builtin.Variadic)
            {
                CheckCount(expression, call, name, builtin.Arity, builtin);
            }

            return;
        }

        var arity = Arity(rules, capabilities, call.Operator);
        if (arity < 0)
        {
            diagnostics.Add(new(DiagnosticCode.Type, expression.Span, $"undefined function {name}") { Suggestion = NearMiss.Find(name, Known(call.Operator)) });
            return;
        }

        CheckCount(expression, call, name, arity, null);
    }

    private void CheckCount(Expression expression, CallLiteral call, string name, int arity, BuiltinSignature? builtin)
    {
        // A nested call was given an output by the compiler; a written one may name its output.
        var given = call.Arguments.Length;
        var fits = expression.Generated && name != "eq" ? given == arity + 1
            : given == arity || (given == arity + 1 && builtin?.Result is not null) || (given == arity + 1 && builtin is null);
        if (fits)
        {
            return;
        }

        var actual = expression.Generated && given > 0 ? given - 1 : given;
        if (builtin is null)
        {
            diagnostics.Type(expression.Span, $"function {name} has arity {arity}, got {actual} argument{(actual == 1 ? "" : "s")}");
            return;
        }

        var types = new TypePrinter();
        diagnostics.Add(new(
            DiagnosticCode.Type,
            expression.Span,
            $"{name}: arity mismatch",
            [$"have: ({string.Join(", ", call.Arguments.Take(actual).Select(StaticType))})", $"want: ({types.Arguments(builtin)})"]));
    }

    private static string StaticType(Term term) => term switch
    {
        NullTerm => "null",
        BooleanTerm => "boolean",
        NumberTerm => "number",
        StringTerm => "string",
        ArrayTerm a when a.IsConstant() => $"array<{string.Join(", ", a.Items.Select(StaticType))}>",
        _ => "any",
    };

    private IEnumerable<string> Known(RefTerm op)
    {
        if (op.HeadName != "data")
        {
            return capabilities.Names;
        }

        if (op.Parts.Length == 1)
        {
            return [];
        }

        var parent = rules.Find(op.Parts.AsSpan(1..^1));
        return parent?.Children.Where(c => c.Rules.Any(r => r.IsFunction)).Select(c => c.Path) ?? [];
    }

    private string Shown(RefTerm op) => string.Join('.', op.Parts.Select(p => p switch
    {
        VarTerm v => names.Original(v.Name),
        StringTerm s => s.Value,
        _ => TermPrinter.Print(p),
    }));
}
