using Platform.Rego.Ir;
using Platform.Rego.Tests.Execution;
using static Platform.Rego.Tests.Execution.Plans;

namespace Platform.Rego.Tests.Ir;

public sealed class PlanValidationTests
{
    private readonly Plans _plan = new();

    [Fact]
    public void Refuses_a_local_beyond_the_limit() => Refused("plan main uses local 65536, beyond 65536", new ResetLocalStmt(65_536));

    [Fact]
    public void Refuses_a_string_that_is_not_there() =>
        Refused("plan main uses string 7, but there are 0", new AssignVarStmt(Operand.StringIndex(7), 2));

    [Fact]
    public void Refuses_a_number_that_is_none() => Refused("plan main uses `1x` as a number", _plan.Num("1x", 2));

    [Fact]
    public void Refuses_to_break_out_of_more_blocks_than_there_are() =>
        Refused("plan main breaks out of 3 blocks, but only 2 are around", new BlockStmt([Block(new BreakStmt(2))]));

    [Fact]
    public void Refuses_a_call_of_nothing() =>
        Refused("plan main calls g0.x, which is neither a function nor a declared builtin", new CallStmt("g0.x", [], 2));

    [Fact]
    public void Refuses_a_call_with_a_wrong_number_of_arguments()
    {
        _plan.Function("g0.f", [0, 1], 2);
        Refused("plan main calls g0.f with 1 arguments instead of 2", new CallStmt("g0.f", [L(0)], 2));
    }

    [Fact]
    public void Refuses_recursion()
    {
        _plan.Function("g0.f", [0, 1], 2, Block(new CallStmt("g0.g", [L(0), L(1)], 2)));
        _plan.Function("g0.g", [0, 1], 2, Block(new NotStmt(Block(new CallStmt("g0.f", [L(0), L(1)], 2)))));
        Refused("function g0.f is recursive");
    }

    [Fact]
    public void Accepts_a_chain_of_very_many_functions()
    {
        for (var i = 0; i < 20_000; i++)
        {
            _plan.Function($"g0.f{i}", [0, 1], 2, i == 19_999 ? [] : [Block(new CallStmt($"g0.f{i + 1}", [L(0), L(1)], 2))]);
        }

        PlanValidation.Check(_plan.Main());
    }

    [Fact]
    public void Refuses_blocks_that_are_nested_too_deep()
    {
        Stmt stmt = new NopStmt();
        for (var i = 0; i < PlanValidation.MaxNesting; i++)
        {
            stmt = new BlockStmt([Block(stmt)]);
        }

        Refused($"plan main is nested deeper than {PlanValidation.MaxNesting} blocks", stmt);
    }

    private void Refused(string message, params Stmt[] stmts) =>
        Assert.Equal(message, Assert.Throws<PlanFormatException>(() => PlanValidation.Check(_plan.Main(Block(stmts)))).Message);
}
