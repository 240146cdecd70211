using System.Text;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Syntax;

/// <summary>Damaged policies: the front end answers with diagnostics or a plan, within its limits, and never with a crash. Replay by the seed.</summary>
public sealed class FrontEndFuzz(ITestOutputHelper output)
{
    private static readonly string[] Seeds =
    [
        "package a.b\nimport rego.v1\nimport data.x as y\ndefault allow := false\nallow if {\n\tsome i, v in input.xs[_]\n\tnot v.z\n\tcount({w | w := y[i]}) > 1\n}\n",
        "package p\nr[k].z contains v if { some k, v in data.q; every x in [1, 2] { x >= k } }\nf([a, {\"b\": c}]) := a + c * 2 if c else := 3\n",
        "package p\nimport rego.v2\na if { {x := 1; x > 0} or not (input.a and input.b) with input.c as $\"t {input.d} {1}\" }\nb := [1, `raw`, -1.5e3, null, set(), {}, {1: 2}]\n",
        "package t\n# METADATA\n# title: x\n# custom: {a: [1]}\np := rego.metadata.rule()\nq := x if { x := p.title with data.t.p as {\"title\": 1} with count as 3 }\n",
        "package d\nm := data[input.a][input.b].c\nn if data.d.o[_] == 1\no := {\"a\": 1}\nw contains z if walk(o, [z, 1])\n",
    ];

    private static readonly string[] Words =
    [
        "if", "contains", "every", "some", "in", "not", "and", "or", "with", "as", "else", "default", "package", "import", "data", "input", "_",
        ":=", "=", "==", "{", "}", "[", "]", "(", ")", "|", "&", ";", "\n", ",", ":", ".", "$\"", "\"", "`", "\\", "x", "0", "1e99999", "#", "🦀", "\0",
    ];

    [Fact]
    public void Damaged_policies_are_refused_or_planned()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("REGO_FUZZ_ROUNDS"), out var given) ? given : 3_000;
        var first = int.TryParse(Environment.GetEnvironmentVariable("REGO_FUZZ_SEED"), out var seed) ? seed : 1;
        var planned = 0;
        for (var round = first; round < first + rounds; round++)
        {
            var random = new Random(round);
            var source = Damage(Seeds[random.Next(Seeds.Length)], random);
            try
            {
                planned += Run(source, random.Next(4) == 0 ? RegoVersion.V0 : RegoVersion.V1) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"seed {round}: {e.GetType().Name} {e.Message}\n{source}\n{e.StackTrace}");
            }
        }

        output.WriteLine($"{planned} of {rounds} damaged policies could still be planned and run");
        Assert.True(planned > 0);
    }

    [Theory]
    [InlineData("(", "")]
    [InlineData("[", "")]
    [InlineData("{", "")]
    [InlineData("{\"a\": ", "")]
    [InlineData("[x | x = ", "")]
    [InlineData("f(", "")]
    [InlineData("a[", "")]
    [InlineData("-", "")]
    [InlineData("1 + ", "1")]
    [InlineData("{x | {y | ", "")]
    [InlineData("$\"{", "")]
    [InlineData("not ", "x")]
    public void Deep_nesting_is_a_limit_error_or_a_parse_error(string repeated, string end)
    {
        var source = new StringBuilder("package p\nr if ");
        for (var i = 0; i < 20_000; i++)
        {
            source.Append(repeated);
        }

        var error = Assert.Throws<RegoCompileException>(() => RegoPolicy.Compile([new("deep.rego", source.Append(end).ToString())]));
        Assert.NotEmpty(error.Diagnostics);
    }

    [Fact]
    public void A_long_policy_is_compiled_and_a_too_long_one_is_a_limit_error()
    {
        var body = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"\tinput.x{i} == {i}\n"));
        Assert.NotNull(RegoPolicy.Compile([new("long.rego", $"package p\nr if {{\n{body}}}\nxs := [{string.Join(", ", Enumerable.Range(0, 20_000))}]\n")]).Prepare("data.p"));
        var error = Assert.Throws<RegoCompileException>(() => RegoPolicy.Compile([new("big.rego", "package p\n" + new string(' ', 5_000_000))]));
        Assert.Equal("rego_limit_error", Assert.Single(error.Diagnostics).Code);
    }

    [Fact]
    public void Retried_readings_do_not_grow_without_bound()
    {
        var source = $"package p\nr := {string.Concat(Enumerable.Repeat("{a | {", 100))}1{string.Concat(Enumerable.Repeat(", 2}}", 100))}";
        Assert.Throws<RegoCompileException>(() => RegoPolicy.Compile([new("retry.rego", source)]));
    }

    private static string Damage(string source, Random random)
    {
        var text = new StringBuilder(source);
        for (var change = random.Next(1, 5); change > 0 && text.Length > 0; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0: text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at)); break;
                case 1: text.Insert(at, Words[random.Next(Words.Length)]); break;
                case 2: text.Insert(at, " " + Words[random.Next(Words.Length)] + " "); break;
                case 3: text[at] = (char)random.Next(1, 128); break;
                default:
                    var length = Math.Min(random.Next(1, 20), text.Length - at);
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
            }
        }

        return text.ToString();
    }

    private static bool Run(string source, RegoVersion version)
    {
        try
        {
            var query = RegoPolicy.Compile([new("fuzz.rego", source, version)]).Prepare("data");
            query.Evaluate(Val.Parse("""{"xs":[[{"z":1}]],"a":"d","b":"o"}"""), ct: TestContext.Current.CancellationToken);
            return true;
        }
        catch (Exception e) when (e is RegoCompileException or RegoEvaluationException)
        {
            return false;
        }
        catch (PlanFormatException e) when (e.Message.Contains("does not exist in this engine", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
