namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>Refuses patterns whose nested counted repeats multiply beyond 1000, and ones whose program would be huge.</summary>
internal static class RepeatBudget
{
    private const long MaxProduct = 1000;
    private const long MaxInstructions = 100_000;

    public static void Check(RegexNode root, string pattern)
    {
        if (Size(root, MaxProduct, pattern) > MaxInstructions)
        {
            throw RegexSyntax.Error("expression too large", pattern);
        }
    }

    private static long Size(RegexNode node, long budget, string pattern)
    {
        switch (node)
        {
            case RegexNode.Capture capture:
                return 2 + Size(capture.Body, budget, pattern);
            case RegexNode.Concatenation concatenation:
                return concatenation.Parts.Sum(part => Size(part, budget, pattern));
            case RegexNode.Alternation alternation:
                return alternation.Branches.Sum(branch => 2 + Size(branch, budget, pattern));
            case RegexNode.Repeat repeat:
                long count = Math.Max(1, Math.Max(repeat.Minimum, repeat.Maximum));
                if (count > budget)
                {
                    throw RegexSyntax.Error("invalid repeat count", Describe(repeat));
                }

                return count * (2 + Size(repeat.Body, budget / count, pattern));
            default:
                return 1;
        }
    }

    private static string Describe(RegexNode.Repeat repeat) => repeat switch
    {
        { Maximum: -1 } => $"{{{repeat.Minimum},}}",
        _ when repeat.Maximum == repeat.Minimum => $"{{{repeat.Minimum}}}",
        _ => $"{{{repeat.Minimum},{repeat.Maximum}}}",
    };
}
