using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Rego.Bundles;
using Platform.Rego.Diagnostics;
using Platform.Rego.Execution;
using Platform.Rego.Ir;
using Platform.Rego.Syntax;
using Platform.Rego.Tests.Execution;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Fuzzing;

/// <summary>A part of the engine that takes what others wrote, and one round against it: what it throws, or a claim that fails, is a fault.</summary>
internal sealed record FuzzTarget(string Name, int Rounds, Func<Random, string> Source, Action<string> Try);

/// <summary>The engine's doors: each round makes a text from a seed and holds the part to what it promises about any text.</summary>
internal static partial class FuzzTargets
{
    private static readonly EvaluationOptions Options = new() { Limits = new EvaluationLimits { MaxInstructions = 300_000, MaxElements = 300_000 } };
    private static readonly Val Input = Val.Parse("""{"xs":[[{"z":1}]],"a":"d","b":"o","x":{"y":[1,2]}}""");
    private static readonly Val Data = Val.Parse("""{"x":{"y":{"a":[1,2,{"b":null}]}},"q":[3,1,2],"roles":{"ann":["gp"]}}""");

    private static readonly string[] Words =
    [
        "if", "contains", "every", "some", "in", "not", "and", "or", "with", "as", "else", "default", "package", "import", "data", "input", "_",
        ":=", "=", "==", "{", "}", "[", "]", "(", ")", "|", "&", ";", "\n", ",", ":", ".", "$\"", "\"", "`", "\\", "x", "0", "1e99999", "#", "🦀", "\0",
        "()", "#x\n", "{}", "[]", "set()", " else := 1 ", "-", "\r\n", "\t", "\u2028", "\"\\ud800\"", "$`{x}`",
    ];

    private static readonly string[] JsonWords =
        ["{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud83d", "null", "true", "fals", "1e", "-", "0", "00", "1e9", ".5", "\u0001", " ", "\n", "é", "\"\"", "1E-7", "/*"];

    private static readonly string[] PlanWords = ["0", "1", "-1", "99999", "\"", "null", "{}", "[]", "true", "\"local\"", "\"bool\"", "1e9"];

    private static readonly string[] Plans = [.. Sources().Take(24).Select(Plan).OfType<string>()];

    private static readonly byte[] Archive = Packed(new()
    {
        [".manifest"] = """{"revision":"r","roots":["t"],"metadata":{"sequence":3}}""",
        ["t/data.json"] = """{"a":{"b":1}}""",
        ["t/p.rego"] = "package t\np := 1\n",
    });

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("damaged policy", 700, random => DamagedText.Of(Seed(random), Words, random), Policy),
        new("grown policy", 700, random => new RandomPolicy(random).Module(), Policy),
        new("formatter", 900, random => random.Next(3) == 0 ? DamagedText.Of(Seed(random), Words, random) : new RandomPolicy(random).Module(), Formatter),
        new("JSON", 5_000, random => DamagedText.Of(Json(random, 0), JsonWords, random), Json),
        new("plan", 1_500, random => DamagedText.Of(Plans[random.Next(Plans.Length)], PlanWords, random), Damaged),
        new("bundle", 1_500, random => Convert.ToBase64String(Bundle(random)), archive => Bundle(Convert.FromBase64String(archive))),
        // Its text is the seed: inputs and data are made from it too.
        new("fast form", 100, random => random.Next().ToString(CultureInfo.InvariantCulture), seed => FastForm(new Random(int.Parse(seed, CultureInfo.InvariantCulture)))),
    ];

    private static void Policy(string source)
    {
        if (Compile(source) is not { } query)
            return;
        var plan = PolicyWriter.Write(query.Plan).ToJson();
        var once = Run(query.Plan);
        Same(plan, PolicyWriter.Write(PolicyReader.Read(Encoding.UTF8.GetBytes(plan))).ToJson(), "the plan read again");
        Same(once, Run(PolicyReader.Read(Encoding.UTF8.GetBytes(plan))), "the value of the plan read again");
    }

    private static void Formatter(string source)
    {
        if (Parse(source) is not { } module)
            return;
        var once = RegoFormatter.Format(new("m.rego", source));
        var parsed = Parse(once) ?? throw new InvalidDataException($"what is formatted does not parse:\n{once}");
        Same(once, RegoFormatter.Format(new("m.rego", once)), "the text formatted twice");
        Same(Tree(module), Tree(parsed), "the tree");
        Same(Comments(module), Comments(parsed), "the comments");
        if (Compile(source) is { } before)
            Same(Run(before.Plan), Compile(once) is { } after ? Run(after.Plan) : "does not compile", $"the value of\n{once}");
    }

    private static void Json(string text)
    {
        Val? value = null;
        try
        {
            value = Val.Parse(text);
        }
        catch (JsonFormatException limit) when (limit.IsLimit)
        {
            return;
        }
        catch (JsonFormatException)
        {
            // Refused; the other reader must refuse it too.
        }

        Same(Accepted(text), value is not null, "whether it is JSON");
        if (value is { } read)
            Same(read.ToJson(), Val.Parse(read.ToJson()).ToJson(), "the value written and read again");
    }

    private static void Damaged(string plan)
    {
        try
        {
            Run(PolicyReader.Read(Encoding.UTF8.GetBytes(plan)));
        }
        catch (Exception refused) when (refused is PlanFormatException or JsonFormatException)
        {
            // A typed refusal is the promise.
        }
    }

    private static void Bundle(byte[] archive)
    {
        try
        {
            var bundle = BundleArchive.Read(archive);
            BundleData.Of(bundle);
            Same(bundle.Files.Count, BundleArchive.Read(BundleArchive.Write(bundle)).Files.Count, "the files written and read again");
        }
        catch (BundleRefusedException)
        {
            // A typed refusal is the promise.
        }
    }

    private static void FastForm(Random random)
    {
        var rules = new RandomRules(random);
        var module = rules.Module();
        var policy = RegoPolicy.Compile([new("t.rego", module)], options: new RegoOptions { TypeCheck = false });
        foreach (var reference in new[] { "data.t.p", "data.t.s", "data.t.r" })
        {
            var program = PolicyProgram.Link(policy.Prepare(reference).Plan);
            for (var i = 0; i < 4; i++)
            {
                var (input, data) = (rules.Input(), rules.Data());
                Same(
                    Outcome.Plain(program, "eval", input, data, Options),
                    Outcome.Fast(program, "eval", input, data, Options),
                    $"{reference} of\n{module}\nwith input {input} and data {data}");
            }
        }
    }

    private static PreparedQuery? Compile(string source)
    {
        try
        {
            return RegoPolicy.Compile([new("fuzz.rego", source)], Data).Prepare("data");
        }
        catch (RegoCompileException wrong)
        {
            return wrong.Diagnostics.Count > 0 ? null : throw new InvalidDataException("an error without a diagnostic");
        }
        catch (PlanFormatException e) when (e.Message.Contains("does not exist in this engine", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static string Run(Policy plan)
    {
        try
        {
            var program = PolicyProgram.Link(plan);
            return program.Plans.Count == 0 ? "no plan" : string.Join('\n', program.Run(program.Plans.First(), Input, Data, Options).Bindings);
        }
        catch (RegoEvaluationException failed)
        {
            return failed.Code.ToString();
        }
    }

    private static Module? Parse(string source)
    {
        var errors = new DiagnosticBag();
        var module = Platform.Rego.Syntax.Parser.ParseModule(new SourceText("m.rego", source), RegoVersion.V1, errors);
        return errors.Count == 0 ? module ?? throw new InvalidDataException("neither a module nor an error") : null;
    }

    // `p = 1` is written `p := 1`, and imports are sorted: both say the same.
    private static string Tree(Module module) => string.Join('\n',
    [
        AstJson.Write(module with { Imports = [], Rules = [] }).ToJson(),
        .. module.Imports.Select(import => AstJson.Write(module with { Imports = [import], Rules = [] }).ToJson()).Order(StringComparer.Ordinal),
        .. module.Rules.Select(rule => Rule(AstJson.Write(module with { Imports = [], Rules = [rule] }).ToJson())),
    ]);

    // Wildcards count from each rule's first: the head of a chained body has those of the rule before it, and its own once it is written as a rule.
    private static string Rule(string tree)
    {
        var names = new List<string>();
        return Wildcard().Replace(tree.Replace("\"assign\":true,", "", StringComparison.Ordinal), found =>
        {
            if (!names.Contains(found.Value))
                names.Add(found.Value);
            return $"\"type\":\"var\",\"value\":\"${names.IndexOf(found.Value)}\"";
        });
    }

    [GeneratedRegex("""
        "type":"var","value":"\$[0-9]+"
        """)]
    private static partial Regex Wildcard();

    // In any order: one inside an expression is moved behind it.
    private static string Comments(Module module) => string.Join('\n', module.Comments.Select(c => c.Text.Trim()).Order(StringComparer.Ordinal));

    private static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidDataException($"{what} differs:\n{expected}\n--- and\n{actual}");
    }

    private static bool Accepted(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), new() { MaxDepth = 1_000 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Seed(Random random) => random.Next(3) == 0 ? new RandomPolicy(random).Module() : FuzzSeeds.Policies[random.Next(FuzzSeeds.Policies.Length)];

    private static IEnumerable<string> Sources() =>
        [.. FuzzSeeds.Policies, .. Enumerable.Range(1, 200).Select(seed => new RandomPolicy(new Random(seed)).Module())];

    private static string? Plan(string source) => Compile(source) is { } query ? PolicyWriter.Write(query.Plan).ToJson() : null;

    private static string Json(Random random, int depth) => random.Next(depth > 4 ? 4 : 7) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => new[] { "0", "-1", "1.5e3", "12345678901234567890", "1E-7", "-0.0" }[random.Next(6)],
        3 => new[] { "\"\"", "\"a\\n\\u00e9\"", "\"\\ud83d\\ude00\"", "\"é😀\"", "\"\\\\\"" }[random.Next(5)],
        4 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth + 1)))}]",
        _ => $"{{{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(i => $"\"k{i}\" : {Json(random, depth + 1)}"))}}}",
    };

    // Damaged outside, or a sound archive of damaged files.
    private static byte[] Bundle(Random random) => random.Next(2) == 0
        ? DamagedText.Of(Archive, random)
        : Packed(new()
        {
            [DamagedText.Of(".manifest", ["/", "..", ".", "\\"], random)] = DamagedText.Of("""{"revision":"r","roots":["t"],"metadata":{"sequence":3}}""", JsonWords, random),
            [DamagedText.Of("t/data.json", ["/", "..", ".", "\\"], random)] = DamagedText.Of("""{"a":{"b":1}}""", JsonWords, random),
        });

    private static byte[] Packed(Dictionary<string, string> files)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name.Replace('\0', '_') is { Length: > 0 } named ? named : "_")
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                });
            }
        }

        return bytes.ToArray();
    }
}
