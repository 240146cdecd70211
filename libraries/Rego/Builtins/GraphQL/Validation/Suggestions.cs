namespace Platform.Rego.Builtins.GraphQL.Validation;

/// <summary>Names that the author may have meant.</summary>
internal static class Suggestions
{
    private const int MaxListed = 5;
    private const int MaxLength = 200;

    /// <summary><c> Did you mean "a" or "b"?</c>, or nothing.</summary>
    public static string DidYouMean(string prefix, string input, IEnumerable<string> options, bool quoted = true)
    {
        string[] similar = Similar(input, options);
        return similar.Length == 0 ? "" : $" {prefix} {OrList(quoted ? similar.Select(s => $"\"{s}\"") : similar)}?";
    }

    /// <summary><c>A, B, or C</c></summary>
    public static string OrList(IEnumerable<string> items)
    {
        string[] listed = [.. items.Take(MaxListed)];
        return listed.Length switch
        {
            0 => "",
            1 => listed[0],
            2 => $"{listed[0]} or {listed[1]}",
            _ => $"{string.Join(", ", listed[..^1])}, or {listed[^1]}",
        };
    }

    /// <summary>The options that are few edits away, the nearest first.</summary>
    public static string[] Similar(string input, IEnumerable<string> options)
    {
        int threshold = (int)(input.Length * 0.4) + 1;
        return input.Length > MaxLength
            ? []
            : [.. options
                .Where(option => option.Length <= MaxLength)
                .Select(option => (Option: option, Distance: Distance(input, option)))
                .Where(pair => pair.Distance <= threshold)
                .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Option, StringComparer.Ordinal)
                .Select(pair => pair.Option)];
    }

    private static int Distance(string a, string b)
    {
        if (a == b)
        {
            return 0;
        }

        a = a.ToLowerInvariant();
        b = b.ToLowerInvariant();
        if (a == b)
        {
            return 1;
        }

        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
