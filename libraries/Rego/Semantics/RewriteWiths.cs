using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Checks the targets of <c>with</c> and lifts values that have to be evaluated: <c>e with t as data.x</c> → <c>v = data.x; e with t as v</c>.</summary>
internal sealed class RewriteWiths(LocalNames names, RuleTree rules, CapabilitySet capabilities, DiagnosticBag diagnostics) : SyntaxRewriter
{
    public override ImmutableArray<Expression> Body(ImmutableArray<Expression> body)
    {
        var result = ImmutableArray.CreateBuilder<Expression>(body.Length);
        foreach (var expression in body)
        {
            var rewritten = base.Expression(expression);
            if (rewritten.Withs.Length > 0)
            {
                rewritten = rewritten with { Withs = [.. rewritten.Withs.Select(w => Lift(w, result))] };
            }

            result.Add(rewritten);
        }

        return result.ToImmutable();
    }

    private With Lift(With with, ImmutableArray<Expression>.Builder body)
    {
        if (!MayLift(with))
        {
            return with with { IsFunctionValue = true };
        }

        if (!Generated.RequiresEvaluation(with.Value))
        {
            return with;
        }

        var variable = names.Fresh(with.Value.Span);
        body.Add(Generated.Unify(variable, with.Value));
        return with with { Value = variable };
    }

    // False when the value names a function, or when the target is wrong, which has been reported.
    private bool MayLift(With with)
    {
        var target = with.Target;
        if (target.HeadName == "input")
        {
            return RequireStrings(target);
        }

        if (target.HeadName == "data")
        {
            return RequireStrings(target) && MayLiftData(with);
        }

        var name = target.DottedName();
        if (capabilities.Find(name) is not { } builtin)
        {
            diagnostics.Add(new(DiagnosticCode.Type, target.Span, "with keyword target must reference existing input, data, or a function")
            {
                Suggestion = NearMiss.Find(name, capabilities.Names),
            });
            return false;
        }

        var wrong = name switch
        {
            "eq" or "rego.metadata.chain" or "rego.metadata.rule" => $"replacement of \"{name}\" invalid",
            _ when name.StartsWith("internal.", StringComparison.Ordinal) => $"replacement of internal function \"{name}\" invalid",
            _ when builtin.Relation => "target must not be a relation",
            _ when builtin.Result is null => "target must not be a void function",
            _ => null,
        };
        if (wrong is not null)
        {
            diagnostics.Compile(target.Span, $"with keyword replacing built-in function: {wrong}");
            return false;
        }

        return !IsFunctionValue(with, builtin.Arity);
    }

    private bool MayLiftData(With with)
    {
        var node = rules;
        var parts = with.Target.Parts;
        for (var i = 1; i < parts.Length && node is not null; i++)
        {
            node = node.Child(((StringTerm)parts[i]).Value);
            if (i < parts.Length - 1 && node is { Rules.Count: > 0 })
            {
                diagnostics.Compile(with.Target.Span, "with keyword cannot partially replace virtual document(s)");
                return false;
            }
        }

        if (node?.Rules.FirstOrDefault(r => r.IsFunction) is { } function)
        {
            return !IsFunctionValue(with, function.Head.Arguments!.Value.Length);
        }

        return !IsUserFunction(with.Value, out _);
    }

    private bool RequireStrings(RefTerm target)
    {
        if (target.Parts.Skip(1).All(p => p is StringTerm))
        {
            return true;
        }

        diagnostics.Compile(target.Span, "with keyword target must reference existing input, data, or a function");
        return false;
    }

    // The replacement of a function is a function of the same arity, or a value that is then the result of every call.
    private bool IsFunctionValue(With with, int arity)
    {
        var value = with.Value;
        int found;
        if (IsUserFunction(value, out var user))
        {
            found = user;
        }
        else if (value is RefTerm or VarTerm && Name(value) is { } name && capabilities.Find(name) is { } builtin)
        {
            found = builtin.Arity;
            if (builtin.Relation || builtin.Result is null)
            {
                diagnostics.Compile(
                    value.Span,
                    $"with keyword replacing built-in function: value must not be a {(builtin.Relation ? "relation" : "void function")}");
                return true;
            }
        }
        else
        {
            return false;
        }

        if (found != arity)
        {
            diagnostics.Add(new(
                DiagnosticCode.Type,
                with.Span,
                $"{with.Target.DottedName()}: arity mismatch",
                [$"have: a function of {found} argument(s)", $"want: a function of {arity} argument(s)"]));
        }

        return true;
    }

    private bool IsUserFunction(Term value, out int arity)
    {
        arity = 0;
        if (value is RefTerm r && rules.Find(r)?.Rules.FirstOrDefault(rule => rule.IsFunction) is { } rule)
        {
            arity = rule.Head.Arguments!.Value.Length;
            return true;
        }

        return false;
    }

    private static string? Name(Term value) => value switch
    {
        VarTerm v => v.Name,
        RefTerm r when r.Parts.Skip(1).All(p => p is StringTerm) => r.DottedName(),
        _ => null,
    };
}
