using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.MutationTesting;

/// <summary>
/// Proves that a mutant decides nothing otherwise: its rule has the value of the rule for every combination of values of what they ask. What is asked
/// enters comparisons with constants, tests of its type and results only, so that values that no constant names are alike, and one of each type stands for
/// all. Whatever that does not cover, or has too many combinations, is not proven.
/// </summary>
internal static class Equivalence
{
    private const int MostCombinations = 40_000;
    private const int MostCompared = 4;

    /// <summary>Why they are equivalent, or null if that is not proven.</summary>
    /// <param name="compilation">The policy as it is.</param>
    /// <param name="before">The module as it is.</param>
    /// <param name="after">The module with the mutant.</param>
    /// <param name="start">The offset of the change.</param>
    public static string? Proof(Compilation compilation, Module before, Module after, int start)
    {
        var at = before.Rules.ToList().FindIndex(rule => rule.Span.Start <= start && start < rule.Span.End);
        if (at < 0 || after.Rules.Length != before.Rules.Length || before.Rules[at].IsDefault || after.Rules[at].IsDefault)
        {
            return null;
        }

        var abstracted = new AbstractedRule();
        if (abstracted.Of(before.Rules[at], "before") is not { } old || abstracted.Of(after.Rules[at], "after") is not { } changed
            || (abstracted.ComparesAsked && abstracted.Asked.Count > MostCompared))
        {
            return null;
        }

        var arguments = (before.Rules[at].Head.Arguments ?? []).OfType<VarTerm>().Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        var any = Values(abstracted.Constants, abstracted.ComparesAsked ? abstracted.Asked.Count : 1);
        var domains = abstracted.Asked.Values.Select(Domain).ToList();
        return domains.Aggregate(1.0, (all, domain) => all * domain.Count) <= MostCombinations && Same(before with { Rules = [old, changed], Imports = [], Annotations = [], Comments = [] }, domains)
            ? $"the rule has the same value for every value of {string.Join(", ", abstracted.Asked.Keys)}"
            : null;

        // What is passed on untested is told from everything else by a value of its own.
        List<Val> Domain(AskedValue asked) => !abstracted.IsTested(asked) ? [Val.Undefined, Val.From($"\u0001result {asked.Name}")]
            : asked.Reference is { } reference && !arguments.Contains(reference.HeadName!) ? PossibleValues.Of(compilation, before, reference) ?? any : any;
    }

    // Undefined first; then each constant, and of each type something that is none of them.
    private static List<Val> Values(IEnumerable<Val> constants, int fresh)
    {
        var values = new List<Val> { Val.Undefined, Val.Null, Val.True, Val.False };
        values.AddRange(constants);
        values.AddRange(Enumerable.Range(0, fresh).Select(i => Val.From($"\u0001other {i}")));
        values.Add(Val.Parse("-3.14159265"));
        values.Add(Val.ArrayOf("\u0001other"));
        values.Add(Val.ObjectOf(("\u0001other", 1)));
        values.Add(new SetBuilder().Add("\u0001other").Build());
        return [.. values.Distinct()];
    }

    private static bool Same(Module module, List<List<Val>> domains)
    {
        try
        {
            var policy = RegoPolicy.OfParsed([module], RObj.Empty, new RegoOptions { TypeCheck = false });
            var package = Syntax.TermPrinter.Print(module.Package.Path);
            var (before, after) = (policy.Prepare($"{package}.before"), policy.Prepare($"{package}.after"));
            var chosen = new int[domains.Count];
            while (true)
            {
                var input = new ObjectBuilder();
                for (var i = 0; i < domains.Count; i++)
                {
                    input.Set($"a{i}", domains[i][chosen[i]]);
                }

                if (before.Evaluate(input.Build()) is var left && after.Evaluate(input.Build()) is var right && left != right)
                {
                    return false;
                }

                var next = 0;
                while (next < domains.Count && ++chosen[next] == domains[next].Count)
                {
                    chosen[next++] = 0;
                }

                if (next == domains.Count)
                {
                    return true;
                }
            }
        }
        catch (Exception unproven) when (unproven is RegoCompileException or RegoEvaluationException)
        {
            return false;
        }
    }
}
