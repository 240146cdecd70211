using System.Globalization;
using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Fuzzing;

/// <summary>Writes modules that compile, with many bodies that ask for the same few references and constants: what an index tells apart, or must not.</summary>
internal sealed class RandomRules(Random random)
{
    private static readonly string[] References = ["input.a", "input.b", "input.b.c", "input.d[0]", "input.d[1]", "input", "data.m", "data.m.u", "data.n[2]", "data.l[1]"];
    private static readonly string[] Constants = ["1", "1.0", "2", "\"x\"", "\"y\"", "\"2\"", "true", "false", "null", "[1]", "{\"c\": 1}", "{1, 2}"];
    private static readonly string[] Heads = ["true", "1", "1.0", "2", "false", "\"x\"", "[1]", "input.a", "input.b", "data.m"];

    public string Module()
    {
        var text = new StringBuilder("package t\n\n");
        Complete(text, "p", "");
        Complete(text, "q", "");
        Complete(text, "f", "(x)");
        for (var bodies = random.Next(1, 8); bodies > 0; bodies--)
            text.Append(CultureInfo.InvariantCulture, $"s contains {Pick(Heads)} if {{\n{Body("", "q")}}}\n\n");
        for (var bodies = random.Next(1, 4); bodies > 0; bodies--)
            text.Append(CultureInfo.InvariantCulture, $"o[k] := v if {{\n\tsome k, v in {Pick(["input", "input.b", "data.n", "data.m"])}\n{Body("", "q")}}}\n\n");
        text.Append("r := {\"p\": [x | x := p], \"q\": [x | x := q], \"f\": [x | some y in [1, \"x\", input.a]; x := f(y)], \"s\": s, \"o\": o, \"w\": [x | x := p with input.a as 2]}\n");
        return text.ToString();
    }

    public Val Input() => random.Next(10) == 0 ? Val.Undefined : Document(["a", "b", "d"], 0);

    public Val Data() => Document(["m", "n", "l"], 0);

    private void Complete(StringBuilder text, string name, string arguments)
    {
        if (random.Next(2) == 0)
            text.Append(CultureInfo.InvariantCulture, $"default {name}{(arguments.Length > 0 ? "(_)" : "")} := {Pick(Constants)}\n\n");
        var same = random.Next(2) == 0 ? Pick(Heads) : null;
        for (var bodies = random.Next(1, 8); bodies > 0; bodies--)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{arguments} := {same ?? Pick(Heads)} if {{\n{Body(arguments, name == "p" ? "q" : "f(1)")}}}");
            text.Append(random.Next(5) == 0 ? $" else := {same ?? Pick(Heads)} if {{\n{Body(arguments, "input.a")}}}\n\n" : "\n\n");
        }
    }

    private string Body(string arguments, string other)
    {
        var text = new StringBuilder();
        for (var expressions = random.Next(1, 5); expressions > 0; expressions--)
            text.Append('\t').Append(Expression(arguments.Length > 0 && random.Next(3) == 0 ? "x" : Pick(References), other == "f(1)" && arguments.Length > 0 ? "input.b" : other)).Append('\n');
        return text.ToString();
    }

    private string Expression(string reference, string other) => random.Next(16) switch
    {
        0 => $"{reference} != {Pick(Constants)}",
        1 => $"{reference} in {Pick(["[1, 2, \"x\"]", "{\"x\", 1}", "input.d", "data.l"])}",
        2 => $"{reference} {Pick(["<", "<=", ">", ">="])} {Pick(Constants)}",
        3 => $"not {reference} == {Pick(Constants)}",
        4 => $"startswith({reference}, \"x\")",
        5 => $"some e{random.Next(100_000)} in {reference}",
        6 => $"{reference} == {Pick(References)}",
        7 => $"{other} == {Pick(Constants)}",
        8 => $"count({reference}) > 0",
        9 => $"[{Pick(Constants)}, _] = {reference}",
        10 => $"every e in {reference} {{ e != 7 }}",
        _ => $"{reference} == {Pick(Constants)}",
    };

    private Val Document(string[] keys, int depth)
    {
        var result = new ObjectBuilder();
        foreach (var key in keys)
        {
            if (random.Next(5) > 0)
                result.Set(key, Value(depth + 1));
        }

        return result.Build();
    }

    private Val Value(int depth) => random.Next(10) switch
    {
        0 or 1 when depth < 3 => Document(["c", "u", "2", "x"], depth),
        2 or 3 when depth < 3 => Val.ArrayOf(Value(depth + 1), Value(depth + 1)),
        4 => Val.Parse("1.0"),
        5 => Val.From(true),
        6 => Val.Null,
        7 => Val.From(2),
        8 => Val.From("x"),
        _ => random.Next(2) == 0 ? Val.From(1) : Val.From("y"),
    };

    private string Pick(string[] of) => of[random.Next(of.Length)];
}
