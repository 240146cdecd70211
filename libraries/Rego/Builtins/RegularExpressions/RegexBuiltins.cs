using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>regex.*</summary>
internal static class RegexBuiltins
{
    [Builtin("regex.is_valid")]
    internal static bool IsValid(Val pattern) => pattern.Kind == ValKind.String && GoRegex.IsValid(pattern.AsString());

    [Builtin("regex.match")]
    [Builtin("re_match")]
    internal static bool Match(BuiltinContext context, string pattern, string value) =>
        GoRegex.Compile(pattern).IsMatch(value, context.Cancellation);

    /// <summary>A negative number asks for all matches.</summary>
    [Builtin("regex.find_n")]
    internal static RArr FindN(BuiltinContext context, string pattern, string value, long number)
    {
        var found = new ArrayBuilder();
        foreach (int[] match in GoRegex.Compile(pattern).FindAll(value, Limit(number), context.Cancellation))
        {
            found.Add(value[match[0]..match[1]]);
        }

        return found.Build();
    }

    /// <summary>A group that takes no part in a match gives the empty string.</summary>
    [Builtin("regex.find_all_string_submatch_n")]
    internal static RArr FindAllStringSubmatchN(BuiltinContext context, string pattern, string value, long number)
    {
        var found = new ArrayBuilder();
        foreach (int[] match in GoRegex.Compile(pattern).FindAll(value, Limit(number), context.Cancellation))
        {
            context.Charge(match.Length / 2);
            var groups = new ArrayBuilder(match.Length / 2);
            for (int i = 0; i < match.Length; i += 2)
            {
                groups.Add(match[i] < 0 ? "" : value[match[i]..match[i + 1]]);
            }

            found.Add(groups.Build());
        }

        return found.Build();
    }

    [Builtin("regex.replace")]
    internal static string Replace(BuiltinContext context, string text, string pattern, string template) =>
        GoRegex.Compile(pattern).Replace(text, template, context.Charge, context.Cancellation);

    [Builtin("regex.split")]
    internal static RArr Split(BuiltinContext context, string pattern, string value) =>
        Operands.ArrayOf(GoRegex.Compile(pattern).Split(value, context.Cancellation));

    [Builtin("regex.template_match")]
    internal static bool TemplateMatch(BuiltinContext context, string template, string value, string start, string end)
    {
        RequireOneByte("start", start, start);
        RequireOneByte("end", end, start);
        return RegexTemplate.Compile(template, start[0], end[0]).IsMatch(value, context.Cancellation);
    }

    [Builtin("regex.globs_match")]
    internal static bool GlobsMatch(BuiltinContext context, string left, string right)
    {
        context.Charge((long)left.Length * right.Length);
        return GlobIntersection.IsNonEmpty(left, right);
    }

    private static int Limit(long number) => (int)Math.Clamp(number, -1, int.MaxValue);

    // The length in the message is the start delimiter's in either case, as OPA has it.
    private static void RequireOneByte(string name, string delimiter, string measured)
    {
        if (Encoding.UTF8.GetByteCount(delimiter) != 1)
        {
            throw new BuiltinException(
                $"{name} delimiter has to be exactly one character long but is {Encoding.UTF8.GetByteCount(measured)} long");
        }
    }
}
