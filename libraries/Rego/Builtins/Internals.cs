using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>What the compiler turns syntax into: membership, print and template strings.</summary>
internal static class Internals
{
    private const int MostLines = 1_000;

    [Builtin("internal.member_2")]
    internal static bool Member(BuiltinContext context, Val item, Val collection)
    {
        switch (collection.O)
        {
            case RSet set:
                return set.Contains(item);
            case RArr array:
                context.Charge(array.Count >> 4);
                return array.Span.Contains(item);
            case RObj obj:
                context.Charge(obj.Count >> 4);
                return obj.UnorderedValues.Contains(item);
            default:
                return false;
        }
    }

    [Builtin("internal.member_3")]
    internal static bool MemberWithKey(Val key, Val item, Val collection) => collection.Get(key) is { IsDefined: true } found && found == item;

    /// <summary>Prints a line per combination of its operands' values; each operand is the set of the values of one expression.</summary>
    [Builtin("internal.print")]
    internal static bool Print(BuiltinContext context, RArr operands)
    {
        if (context.Print is { } print)
        {
            foreach (var line in Lines(operands).Take(MostLines))
            {
                print(string.Join(' ', line));
            }
        }

        return true;
    }

    [Builtin("internal.template_string")]
    internal static string TemplateString(BuiltinContext context, RArr parts)
    {
        string? text = null;
        foreach (var line in Lines(parts))
        {
            if (text is not null)
            {
                throw new HaltException("eval_conflict_error", "template-strings must not produce multiple outputs");
            }

            context.Charge(line.Sum(part => (long)part.Length));
            text = string.Concat(line);
        }

        return text ?? "";
    }

    /// <summary>Names the case of a data-driven test; the test runner listens through <see cref="BuiltinContext.TestCase"/>.</summary>
    [Builtin("internal.test_case")]
    internal static bool TestCase(BuiltinContext context, RArr names)
    {
        context.TestCase?.Invoke(names);
        return true;
    }

    [Builtin("trace")]
    internal static bool Trace(BuiltinContext context, string note)
    {
        context.Trace?.Invoke(note);
        return true;
    }

    [Builtin("opa.runtime")]
    internal static Val Runtime(BuiltinContext context) => context.Runtime;

    private static IEnumerable<string[]> Lines(RArr operands)
    {
        var choices = new string[operands.Count][];
        for (var i = 0; i < choices.Length; i++)
        {
            choices[i] = Choices(operands[i]);
        }

        var at = new int[choices.Length];
        while (true)
        {
            yield return [.. choices.Select((c, i) => c[at[i]])];
            var last = choices.Length - 1;
            while (last >= 0 && ++at[last] == choices[last].Length)
            {
                at[last--] = 0;
            }

            if (last < 0)
            {
                yield break;
            }
        }
    }

    private static string[] Choices(Val operand)
    {
        if (operand.Kind is ValKind.String or ValKind.Number or ValKind.Boolean or ValKind.Null)
        {
            return [Text(operand)];
        }

        if (operand.Kind != ValKind.Set)
        {
            throw new HaltException("eval_internal_error", $"illegal argument type: {operand.TypeName}");
        }

        var values = operand.Items.ToArray();
        return values.Length == 0 ? ["<undefined>"] : [.. values.Select(Text)];
    }

    private static string Text(Val value) => value.Kind == ValKind.String ? value.AsString() : value.ToString();
}
