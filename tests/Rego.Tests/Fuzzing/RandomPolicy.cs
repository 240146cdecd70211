using System.Text;

namespace Platform.Rego.Tests.Fuzzing;

/// <summary>Writes modules that follow Rego's grammar, with comments and line breaks in odd places; most do not compile, all say something.</summary>
internal sealed class RandomPolicy(Random random)
{
    private const int MaxDepth = 4;

    private static readonly string[] Names = ["p", "q", "r", "x", "y", "z", "i", "k", "a.b", "lib.f", "allow"];
    private static readonly string[] Variables = ["x", "y", "z", "i", "k", "_", "v"];
    private static readonly string[] Operators = ["==", "!=", "<", "<=", ">", ">=", ":=", "="];
    private static readonly string[] Infix = ["+", "-", "*", "/", "%", "&", "|"];
    private static readonly string[] Builtins = ["count", "sum", "sort", "upper", "to_number", "object.get", "concat", "sprintf", "walk", "numbers.range", "data.t.f", "f", "print"];
    private static readonly string[] Strings = ["\"\"", "\"a\"", "\"é😀\"", "`raw \\n`", "`two\nlines`", "\"\\u0000\\\"\"", "\"{x}\"", "\"a.b\"", "\"not\""];
    private static readonly string[] Numbers = ["0", "1", "-1", "1.50", "1e3", "123456789012345678901234567890", "0.1", "-0"];
    private static readonly string[] Imports = ["import rego.v1", "import data.x", "import data.x.y as z", "import input.a", "import future.keywords.and", "import rego.v2", "import data.a[\"b c\"] as w"];

    public string Module()
    {
        var text = new StringBuilder();
        if (random.Next(4) == 0)
            text.Append("# METADATA\n# title: ").Append(random.Next(100)).Append('\n');
        text.Append("package t").Append(Comment()).Append('\n');
        for (var imports = random.Next(3) - 1; imports > 0; imports--)
            text.Append(Pick(Imports)).Append(Comment()).Append('\n');
        for (var rules = random.Next(1, 6); rules > 0; rules--)
            text.Append(random.Next(3) == 0 ? "\n" : "").Append(Rule()).Append(Comment()).Append('\n');
        return text.ToString();
    }

    private string Rule() => random.Next(8) switch
    {
        0 => $"default {Pick(Names)} := {Scalar()}",
        1 => $"{Pick(Names)} contains {Term(1)} if {Body(1)}",
        2 => $"{Pick(Names)}[{Term(1)}] := {Term(1)} if {Body(1)}",
        3 => $"f({Arguments(1)}) := {Term(1)} if {Body(1)}{Else()}",
        4 => $"{Pick(Names)} := {Term(0)}",
        5 => $"{Pick(Names)} if {Expression(1)}",
        6 => $"{Pick(Names)}[{Pick(Variables)}].{Pick(Variables).Replace("_", "u", StringComparison.Ordinal)} contains {Term(1)} if {Body(1)}",
        _ => $"{Pick(Names)} := {Term(1)} if {Body(1)}{Else()}",
    };

    private string Else() => random.Next(3) == 0 ? $" else := {Term(1)} if {Body(1)}" : "";

    private string Body(int depth)
    {
        var separator = random.Next(3) == 0 ? "; " : $"{Comment()}\n\t";
        var expressions = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Expression(depth));
        return separator[0] == ';' ? $"{{ {string.Join(separator, expressions)} }}" : $"{{\n\t{string.Join(separator, expressions)}{Comment()}\n}}";
    }

    private string Expression(int depth)
    {
        var expression = random.Next(12) switch
        {
            0 => $"some {Pick(Variables)}",
            1 => $"some {Pick(Variables)} in {Term(depth)}",
            2 => $"some {Pick(Variables)}, {Pick(Variables)} in {Term(depth)}",
            3 when depth < MaxDepth => $"every {Pick(Variables)} in {Term(depth + 1)} {Body(depth + 1)}",
            4 => $"not {Term(depth)}",
            5 => Term(depth),
            6 => $"{Term(depth)} in {Term(depth)}",
            7 when depth < MaxDepth => $"{{ {Expression(depth + 1)} }} or {Expression(depth + 1)}",
            8 when depth < MaxDepth => $"({Expression(depth + 1)})",
            _ => $"{Term(depth)} {Pick(Operators)} {Term(depth)}",
        };
        return random.Next(8) == 0 ? $"{expression} with {Pick(["input", "input.a", "data.x", "count", "data.t.p"])} as {Term(depth)}" : expression;
    }

    private string Term(int depth) => depth >= MaxDepth ? Scalar() : random.Next(16) switch
    {
        0 => $"[{Broken(Items(depth))}]",
        1 => $"{{{Broken(Items(depth))}}}",
        2 => $"{{{Broken(Enumerable.Range(0, random.Next(3)).Select(_ => $"{Term(depth + 1)}: {Term(depth + 1)}"))}}}",
        3 => $"[{Term(depth + 1)} | {Comprehension(depth)}]",
        4 => $"{{{Term(depth + 1)} | {Comprehension(depth)}}}",
        5 => $"{{{Term(depth + 1)}: {Term(depth + 1)} | {Comprehension(depth)}}}",
        6 => $"{Pick(Builtins)}({Broken(Items(depth))})",
        7 => $"{Term(depth + 1)} {Pick(Infix)} {Term(depth + 1)}",
        8 => $"({Term(depth + 1)} {Pick(Infix)} {Term(depth + 1)})",
        9 or 10 => Reference(depth),
        11 => $"$\"a{{{Term(depth + 1)}}} \\{{ {{{Pick(Variables)}}}\"",
        12 => $"({Term(depth + 1)})",
        13 => "set()",
        _ => random.Next(2) == 0 ? Pick(Variables) : Scalar(),
    };

    private string Comprehension(int depth) => string.Join(random.Next(3) == 0 ? "\n\t\t" : "; ", Enumerable.Range(0, random.Next(1, 3)).Select(_ => Expression(depth + 1)));

    private string Reference(int depth)
    {
        var text = new StringBuilder(Pick(["input", "data", "data.t", "data.x", "x", "y", "p", "[1, 2]", "{\"a\": 1}"]));
        for (var parts = random.Next(1, 4); parts > 0; parts--)
            text.Append(random.Next(2) == 0 ? $".{Pick(["a", "b", "if", "not", "p"])}" : $"[{Term(depth + 1)}]");
        return text.ToString();
    }

    private string Arguments(int depth) => string.Join(", ", Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(3) == 0 ? Term(depth + 2) : Pick(Variables)));

    private IEnumerable<string> Items(int depth) => Enumerable.Range(0, random.Next(4)).Select(_ => Term(depth + 1));

    // One line, or an item a line with comments among them.
    private string Broken(IEnumerable<string> items)
    {
        var all = items.ToList();
        return random.Next(4) != 0 || all.Count == 0 ? string.Join(", ", all) : $"\n\t{string.Join($",{Comment()}\n\t", all)}{(random.Next(2) == 0 ? "," : "")}{Comment()}\n";
    }

    private string Scalar() => random.Next(6) switch
    {
        0 => "null",
        1 => "true",
        2 => "false",
        3 => Pick(Numbers),
        _ => Pick(Strings),
    };

    private string Comment() => random.Next(6) == 0 ? $" # c{random.Next(100)}" : "";

    private string Pick(string[] of) => of[random.Next(of.Length)];
}
