using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Replacing substrings, from left to right and without overlaps, as Go's strings.Replacer does.</summary>
internal static class Replacement
{
    [Builtin("replace")]
    internal static string Replace(BuiltinContext context, string x, string old, string @new)
    {
        context.Charge(x.Length);
        if (old.Length == 0)
        {
            return Run(context, x, [("", @new)]);
        }

        var growth = (long)Strings.CountOf(x, old) * (@new.Length - old.Length);
        context.Charge(Math.Max(0, growth));
        return x.Replace(old, @new, StringComparison.Ordinal);
    }

    /// <summary>Where several patterns match, the first in the order of keys wins.</summary>
    [Builtin("strings.replace_n")]
    internal static string ReplaceN(BuiltinContext context, RObj patterns, string value)
    {
        var pairs = new List<(string Old, string New)>();
        foreach (var (key, replacement) in patterns)
        {
            if (key.Kind != ValKind.String)
            {
                throw BuiltinException.Operand(1, "non-string key found in pattern object");
            }

            if (replacement.Kind != ValKind.String)
            {
                throw BuiltinException.Operand(1, "non-string value found in pattern object");
            }

            pairs.Add((key.AsString(), replacement.AsString()));
        }

        return Run(context, value, pairs);
    }

    private static string Run(BuiltinContext context, string value, List<(string Old, string New)> pairs)
    {
        context.Charge((long)value.Length * Math.Max(1, pairs.Count));
        var byFirst = pairs.Where(p => p.Old.Length > 0).ToLookup(p => p.Old[0]);
        var whenNothing = pairs.Where(p => p.Old.Length == 0).Select(p => p.New).FirstOrDefault();
        var result = new System.Text.StringBuilder();
        var emptyBefore = false;
        for (var at = 0; at <= value.Length;)
        {
            // The empty pattern sorts first and matches before every character, but not twice at one place.
            if (whenNothing is not null && !emptyBefore && !IsInsideRune(value, at))
            {
                Append(context, result, whenNothing);
                emptyBefore = true;
                continue;
            }

            emptyBefore = false;
            if (at < value.Length && Match(value, at, byFirst[value[at]]) is { } pair)
            {
                Append(context, result, pair.New);
                at += pair.Old.Length;
                continue;
            }

            if (at < value.Length)
            {
                result.Append(value[at]);
            }

            at++;
        }

        return result.ToString();
    }

    private static (string Old, string New)? Match(string value, int at, IEnumerable<(string Old, string New)> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (string.CompareOrdinal(value, at, candidate.Old, 0, candidate.Old.Length) == 0)
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsInsideRune(string value, int at) =>
        at > 0 && at < value.Length && char.IsSurrogatePair(value[at - 1], value[at]);

    private static void Append(BuiltinContext context, System.Text.StringBuilder result, string text)
    {
        context.Charge(text.Length);
        result.Append(text);
    }
}
