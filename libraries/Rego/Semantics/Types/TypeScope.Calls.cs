using Platform.Rego.Capabilities;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics.Types;

internal sealed partial class TypeScope
{
    private void Call(Expression expression, CallLiteral call)
    {
        var open = call.Arguments.Select(IsOpen).ToList();
        var arguments = call.Arguments.Select(Side).ToList();
        if (call.Operator.HeadName == "data")
        {
            UserFunction(call);
            return;
        }

        if (_replaced || rules.Compilation.Capabilities.Find(call.Name) is not { Variadic: false } builtin)
        {
            return;
        }

        var wanted = builtin.Type.Arguments;
        var fits = true;
        for (var i = 0; i < wanted.Length && i < arguments.Count; i++)
        {
            fits &= TypeAlgebra.Overlap(arguments[i], wanted[i]);
        }

        var output = call.Arguments.Length > wanted.Length ? call.Arguments[^1] : null;
        if (output is not null && builtin.Result is { } result)
        {
            fits &= TypeAlgebra.Overlap(arguments[^1], result);
            Learn(output, builtin.Name == "numbers.range" ? new ArrayType([], RegoType.Number) : result);
        }

        if (!fits)
        {
            report?.Arguments(expression.Span, builtin, call.Arguments.Select((a, i) => open[i] ? null : arguments[i]));
            return;
        }

        if (builtin.Name == "internal.member_2")
        {
            Member(expression, arguments[0], TypeAlgebra.Values(arguments[1]));
        }
        else if (builtin.Name == "internal.member_3")
        {
            Member(expression, arguments[0], TypeAlgebra.Keys(arguments[2]));
            Member(expression, arguments[1], TypeAlgebra.Values(arguments[2]));
        }
    }

    private bool IsOpen(Term term) => term is VarTerm v && Find(v.Name) is null;

    private void Member(Expression expression, RegoType wanted, RegoType there)
    {
        if (!TypeAlgebra.Overlap(wanted, there))
        {
            report?.Match(expression.Span, wanted, there);
        }
    }

    // Arguments of user functions are not inferred; the result is what the bodies give.
    private void UserFunction(CallLiteral call)
    {
        var node = rules.Compilation.Rules.Find(call.Operator);
        if (_replaced || node is null || node.Rules.FirstOrDefault(r => r.IsFunction) is not { } function
            || call.Arguments.Length <= function.Head.Arguments!.Value.Length)
        {
            return;
        }

        Learn(call.Arguments[^1], RegoType.Any);
    }
}
