using Platform.Rego.Ir;
using Platform.Rego.Tests.Conformance;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Ir;

public sealed class PolicyTextTests
{
    [Fact]
    public void Reads_back_what_it_writes()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        foreach (var one in ConformanceFolder.Plans())
        {
            var policy = PolicyReader.Read(one.Plan);
            var written = PolicyWriter.Write(policy);
            Assert.Equal(written, PolicyWriter.Write(PolicyReader.Read(Val.Parse(written.ToJson()))));
            Assert.Equal(PolicyPrinter.Print(policy), PolicyPrinter.Print(PolicyReader.Read(written)));
        }
    }

    [Fact]
    public void Prints_a_line_per_statement()
    {
        var policy = new Policy(
            new Static(["x", "10"], [], ["a.rego"]),
            [new Plan("eval", [new Block([new ScanStmt(0, 2, 3, new Block([new EqualStmt(Operand.Local(3), Operand.StringIndex(0)) { At = new Location(0, 4, 2) }]))])])],
            [new Func("g0.data.p", ["g0", "p"], [0, 1], 2, [new Block([new MakeNumberRefStmt(1, 2), new ReturnLocalStmt(2)])])]);
        Assert.Equal(
            """
            plan eval
              block 0
                scan %0 as %2, %3
                  %3 == "x"  # a.rego:4:2
            func g0.data.p(%0, %1) -> %2 at g0/p
              block 0
                %2 = number 10
                return %2

            """,
            PolicyPrinter.Print(policy));
    }

    [Fact]
    public void Never_fails_otherwise_on_mutated_plans()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        var random = new Random(42);
        foreach (var one in ConformanceFolder.Plans().Where(c => c.Directory is "virtualdocs" or "withkeyword" or "every"))
        {
            var text = System.Text.Encoding.UTF8.GetBytes(one.Plan.ToJson());
            for (var round = 0; round < 40; round++)
            {
                var mutated = text.ToArray();
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    var at = random.Next(mutated.Length);
                    // Digits become other digits most of the time, so that the text often stays a plan.
                    mutated[at] = char.IsAsciiDigit((char)mutated[at]) ? (byte)('0' + random.Next(10)) : mutated[at];
                    mutated[random.Next(mutated.Length)] = random.Next(8) == 0 ? (byte)random.Next(256) : mutated[at];
                }

                try
                {
                    var program = Rego.Execution.PolicyProgram.Link(PolicyReader.Read(mutated));
                    program.Run(program.Plans.First(), one.Input, one.Data, new EvaluationOptions { Limits = s_limits }, TestContext.Current.CancellationToken);
                }
                catch (Exception e) when (e is JsonFormatException or PlanFormatException or RegoEvaluationException or InvalidOperationException { Source: "System.Linq" })
                {
                    // Refused, or ended with a typed error.
                }
            }
        }
    }

    private static readonly EvaluationLimits s_limits = new() { MaxInstructions = 100_000, MaxElements = 100_000 };
}
