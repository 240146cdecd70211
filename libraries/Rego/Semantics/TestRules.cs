using System.Collections.Immutable;
using System.Globalization;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>
/// What <c>opa test</c> changes in the rules named <c>test_…</c>: one that bears the name of an earlier one gets a name of its own
/// (<c>test_p#01</c>), so that neither hides the other; and a data-driven one (<c>test_p[name] if …</c>) names each case as early in its body as the
/// name is known, so that a case whose body fails is missed.
/// </summary>
internal static class TestRules
{
    private const string Prefix = "test_";
    private const string TodoPrefix = "todo_test_";

    /// <summary>How many parts of a compiled head's ref lead to the test's name, or 0 if the rule is no test.</summary>
    public static int NameEnd(Module module, Rule rule)
    {
        if (rule.IsFunction)
        {
            return 0;
        }

        var parts = rule.Head.Ref.Parts;
        for (var i = module.Package.Path.Parts.Length; i < parts.Length && parts[i].IsScalar(); i++)
        {
            if (parts[i] is StringTerm { Value: var name } && (IsTest(name) || name.StartsWith(TodoPrefix, StringComparison.Ordinal)))
            {
                return i + 1;
            }
        }

        return 0;
    }

    public static ImmutableArray<Module> Rename(ImmutableArray<Module> modules)
    {
        var count = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. modules.Select(module => module with { Rules = [.. module.Rules.Select(rule => Rename(module, rule, count))] })];
    }

    public static ImmutableArray<Module> NameCases(ImmutableArray<Module> modules) =>
        [.. modules.Select(module => module with { Rules = [.. module.Rules.Select(rule => NameCases(module, rule))] })];

    private static Rule Rename(Module module, Rule rule, Dictionary<string, int> count)
    {
        if (Name(module, rule) is not { } name)
        {
            return rule;
        }

        var at = NameEnd(module, rule);
        var parts = rule.Head.Ref.Parts;
        var path = TermPrinter.Print(rule.Head.Ref with { Parts = parts[..at] });
        var earlier = count[path] = count.GetValueOrDefault(path, -1) + 1;
        if (earlier == 0)
        {
            return rule;
        }

        var renamed = new StringTerm(parts[at - 1].Span, string.Create(CultureInfo.InvariantCulture, $"{name}#{earlier:00}"));
        return rule with { Head = rule.Head with { Ref = rule.Head.Ref with { Parts = parts.SetItem(at - 1, renamed) } } };
    }

    private static Rule NameCases(Module module, Rule rule)
    {
        if (rule.IsDefault || Name(module, rule) is null || rule.Body.Any(expression => expression.Literal is CallLiteral { Name: "internal.test_case" }))
        {
            return rule;
        }

        var parts = rule.Head.Ref.Parts[NameEnd(module, rule)..];
        if (parts.IsEmpty)
        {
            return rule;
        }

        var body = rule.Body.ToList();
        var below = -1;
        foreach (var name in parts.OfType<VarTerm>())
        {
            below = Math.Max(below, Raise(body, name.Name));
        }

        var span = rule.Head.Span;
        var call = new CallLiteral(span, TermFacts.MakeRef(span, "internal", "test_case"), [new ArrayTerm(span, parts)]);
        body.Insert(below + 1, new Expression(span, call));
        return rule with { Body = [.. body] };
    }

    // Moves the expression that was made for a part of the head to where its own variables are known, and tells where the variable is mentioned first.
    private static int Raise(List<Expression> body, string name)
    {
        var made = body.FindLastIndex(expression => expression is { Generated: true, Literal: CallLiteral { Arguments: [VarTerm left, ..] } call }
            && left.Name == name && call.Is("eq"));
        if (made >= 0)
        {
            var expression = body[made];
            var needed = Variables.Of(((CallLiteral)expression.Literal).Arguments[1], Skip.None);
            var known = needed.Select(variable => body.FindIndex(0, made, other => Variables.Of(other, Skip.None).Contains(variable)));
            body.RemoveAt(made);
            body.Insert(known.DefaultIfEmpty(-1).Max() + 1, expression);
        }

        return body.FindIndex(expression => Variables.Of(expression, Skip.None).Contains(name));
    }

    private static string? Name(Module module, Rule rule) =>
        NameEnd(module, rule) is > 0 and var at && rule.Head.Ref.Parts[at - 1] is StringTerm { Value: var name } && IsTest(name) ? name : null;

    private static bool IsTest(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
