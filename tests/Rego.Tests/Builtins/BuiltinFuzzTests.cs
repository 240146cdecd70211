using System.Diagnostics;
using Platform.Rego.Builtins;
using Platform.Rego.Tests.Conformance;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Builtins;

/// <summary>Every builtin gets operands that make no sense to it. Seeded: a failure names the call that repeats it.</summary>
public sealed class BuiltinFuzzTests
{
    private const int Rounds = 400;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static readonly string[] s_terms =
    [
        "null", "true", "false", "0", "1", "-1", "2", "3.5", "-0.0", "1e9", "1e400", "-1e-400", "9223372036854775807", "-9223372036854775808",
        "18446744073709551616", "123456789012345678901234567890", "\"\"", "\"a\"", "\"é😀\"", "\"%d %s %v %[1]*d\"", "\"(a+)+$\"", "\"[a-\"",
        "\"{a,b\"", "\"**\"", "\"2006-01-02\"", "\"1h30m\"", "\"10Ki\"", "\"{\\\"a\\\": [1]}\"", "\"a: [b\"", "\"eyJhbGciOiJIUzI1NiJ9.e30.x\"",
        "\"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\"", "\"type Query { a: Int }\"", "\"{ a { b } }\"", "\"10.0.0.0/8\"",
        "\"::1/129\"", "\"1.2.3-rc.1\"", "\"https://a@b:99999/%zz?x#y\"", "\"package a\\np := 1\"", "\"{{ range .a }}{{ .b }}\"", "\"00000000-0000\"",
        "[]", "[1, 2, 3]", "[\"a\", \"b\"]", "[[]]", "[{\"op\": \"add\", \"path\": \"/a/-\", \"value\": 1}]", "[\"a/b\", [\"c\", 0]]", "{}",
        "{\"a\": 1}", "{\"a\": {\"b\": [1, {\"c\": null}]}}", "{1: 2, [3]: {4}}", "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#\"}}}",
        "{\"alg\": \"HS256\", \"kty\": \"oct\", \"k\": \"YQ\"}", "{\"method\": \"get\", \"url\": \"https://x/\"}", "set()", "{1, 2}", "{\"a\"}", "{{1}}",
    ];

    [Fact]
    public void No_operands_make_a_builtin_crash_or_hang()
    {
        var random = new Random(20_261_129);
        var pool = s_terms.Select(TermReader.Read).Append(Val.From("\uDCFF\uDC80")).Append(Val.From(new string('a', 5_000))).ToArray();
        var faults = new List<string>();
        // These reach out of the process.
        foreach (var name in BuiltinTable.Names.Except(["http.send", "net.lookup_ip_addr"]).Order(StringComparer.Ordinal))
        {
            Assert.True(BuiltinTable.TryGet(name, out var entry));
            for (var round = 0; round < Rounds; round++)
            {
                var operands = Enumerable.Range(0, entry.Arity).Select(_ => Mutated(random, pool)).ToArray();
                if (Fault(entry, operands) is { } fault)
                {
                    faults.Add($"{name}({string.Join(", ", operands)}): {fault}");
                    break;
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static Val Mutated(Random random, Val[] pool)
    {
        var value = pool[random.Next(pool.Length)];
        return random.Next(6) switch
        {
            0 => Val.ArrayOf(value, pool[random.Next(pool.Length)]),
            1 => Val.ObjectOf((pool[random.Next(pool.Length)], value)),
            2 when value.Kind == ValKind.String && value.AsString().Length > 0 => value.AsString().Remove(random.Next(value.AsString().Length), 1),
            _ => value,
        };
    }

    private static string? Fault(BuiltinEntry entry, Val[] operands)
    {
        var started = Stopwatch.GetTimestamp();
        using var source = new CancellationTokenSource(s_patience);
        var charged = 0L;
        var context = new BuiltinContext
        {
            Cancellation = source.Token,
            Meter = units => charged = (charged += units) < 100_000_000 ? charged : throw new RegoLimitException(RegoLimit.Elements, "enough"),
        };
        try
        {
            _ = entry.Body(context, operands).ToString();
        }
        catch (Exception e) when (e is BuiltinException or HaltException or OverflowException or RegoLimitException or ValueLimitException)
        {
            // A typed refusal.
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }

        var took = Stopwatch.GetElapsedTime(started);
        return took < s_patience ? null : $"took {took}";
    }
}
