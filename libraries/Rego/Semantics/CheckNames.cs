using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>What v1 forbids of names: shadowing <c>input</c> and <c>data</c>, importing twice, deprecated builtins.</summary>
internal sealed class CheckNames(DiagnosticBag diagnostics) : SyntaxRewriter
{
    public static void Shadowing(Module module, DiagnosticBag diagnostics, CompileOptions options)
    {
        if (module.Dialect == Dialect.V0 && !options.Strict)
        {
            return;
        }

        var check = new CheckNames(diagnostics);
        foreach (var rule in module.Rules)
        {
            check.Rule(rule);
        }

        var seen = new Dictionary<string, Import>(StringComparer.Ordinal);
        foreach (var import in module.Imports.Where(i => i.Path.HeadName is "data" or "input"))
        {
            if (!seen.TryAdd(import.Name, import))
            {
                diagnostics.Compile(import.Span, $"import must not shadow import {TermPrinter.Print(seen[import.Name].Path)}"
                    + (seen[import.Name].Alias is { } alias ? $" as {alias}" : ""));
            }
        }
    }

    /// <summary>After resolution: calls of builtins that v1 has given up.</summary>
    public static void Deprecated(Module module, DiagnosticBag diagnostics, CompileOptions options)
    {
        if (module.Dialect == Dialect.V0 && !options.Strict)
        {
            return;
        }

        var check = new DeprecatedCalls(diagnostics, options);
        foreach (var rule in module.Rules)
        {
            check.Rule(rule);
        }
    }

    public override Rule Rule(Rule rule)
    {
        if (rule.Head.Name is "input" or "data")
        {
            diagnostics.Compile(rule.Span, $"rules must not shadow {rule.Head.Name} (use a different rule name)");
        }

        foreach (var argument in rule.Head.Arguments ?? [])
        {
            if (Root(argument) is { } root)
            {
                diagnostics.Compile(argument.Span, $"args must not shadow {root} (use a different variable name)");
            }
        }

        return base.Rule(rule);
    }

    public override Expression Expression(Expression expression)
    {
        foreach (var name in Declarations.Of([expression]))
        {
            if (name is "input" or "data")
            {
                diagnostics.Compile(expression.Span, $"variables must not shadow {name} (use a different variable name)");
            }
        }

        return base.Expression(expression);
    }

    private static string? Root(Term term) => term switch
    {
        VarTerm { Name: "input" or "data" } v => v.Name,
        RefTerm { Parts.Length: 1, HeadName: "input" or "data" } r => r.HeadName,
        _ => null,
    };

    private sealed class DeprecatedCalls(DiagnosticBag diagnostics, CompileOptions options) : SyntaxRewriter
    {
        public override RefTerm Operator(RefTerm op)
        {
            if (op.HeadName is not ("data" or "input") && options.Capabilities.Find(op.DottedName()) is { Deprecated: true } builtin)
            {
                diagnostics.Type(op.Span, $"deprecated built-in function calls in expression: {builtin.Name}");
            }

            return op;
        }
    }
}
