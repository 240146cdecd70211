using Platform.Rego.Execution;
using Platform.Rego.Ir;
using Platform.Rego.Values;
using static Platform.Rego.Tests.Execution.Plans;

namespace Platform.Rego.Tests.Execution;

public sealed class LimitTests
{
    private static readonly EvaluationLimits s_small = new() { MaxInstructions = 200_000, MaxElements = 100_000, MaxCallDepth = 100 };

    [Fact]
    public void An_endless_plan_ends_at_its_instructions()
    {
        var plan = new Plans();
        // 1,000 × 1,000 × 1,000 rounds of nothing.
        var policy = plan.Result(2,
            plan.Num("1", 2), plan.Num("1000", 3), plan.Builtin("numbers.range", 4, L(2), L(3)),
            new ScanStmt(4, 5, 6, Block(new ScanStmt(4, 7, 8, Block(new ScanStmt(4, 9, 10, Block(new NopStmt())))))));
        Assert.Equal(RegoLimit.Instructions, Attack(policy).Limit);
    }

    [Theory]
    [InlineData("100000000000000000000")]
    [InlineData("1000000000")]
    [InlineData("1000000000000000000")]
    [InlineData("1152921504606846976")]
    public void A_huge_range_ends_before_it_is_made(string end)
    {
        var plan = new Plans();
        var policy = plan.Result(4, plan.Num("1", 2), plan.Num(end, 3), plan.Builtin("numbers.range", 4, L(2), L(3)));
        Attack(policy);
    }

    [Fact]
    public void Appending_to_a_shared_array_again_and_again_ends_although_each_time_it_is_copied()
    {
        var plan = new Plans();
        var policy = plan.Result(2,
            plan.Num("1", 2), plan.Num("50000", 3), plan.Builtin("numbers.range", 4, L(2), L(3)), new AssignVarStmt(L(4), 8),
            new ScanStmt(4, 5, 6, Block(new MakeSetStmt(7), new SetAddStmt(L(8), 7), new ArrayAppendStmt(L(6), 8))));
        Attack(policy);
    }

    [Fact]
    public void Sorting_a_set_again_after_each_change_ends()
    {
        var plan = new Plans();
        var policy = plan.Result(2,
            new MakeSetStmt(8), plan.Num("1", 2), plan.Num("50000", 3), plan.Builtin("numbers.range", 4, L(2), L(3)),
            new ScanStmt(4, 5, 6, Block(new SetAddStmt(L(6), 8), new BlockStmt([Block(new ScanStmt(8, 9, 10, Block(new BreakStmt(1))))]))));
        Assert.Equal(RegoLimit.Instructions, Attack(policy).Limit);
    }

    [Fact]
    public void Scanning_with_nothing_to_do_ends()
    {
        var plan = new Plans();
        var policy = plan.Result(2,
            plan.Num("1", 2), plan.Num("1000", 3), plan.Builtin("numbers.range", 4, L(2), L(3)),
            new ScanStmt(4, 5, 6, Block(new ScanStmt(4, 7, 8, Block()))));
        Assert.Equal(RegoLimit.Instructions, Attack(policy).Limit);
    }

    [Fact]
    public void Text_that_doubles_again_and_again_ends_at_the_elements()
    {
        var plan = new Plans();
        var stmts = new List<Stmt> { new AssignVarStmt(plan.Str("0123456789abcdef"), 2), new AssignVarStmt(plan.Str(""), 3) };
        for (var i = 0; i < 60; i++)
        {
            stmts.AddRange([new MakeArrayStmt(2, 4), new ArrayAppendStmt(L(2), 4), new ArrayAppendStmt(L(2), 4), plan.Builtin("concat", 2, L(3), L(4))]);
        }

        Attack(plan.Result(2, [.. stmts]));
    }

    [Fact]
    public void Arrays_that_hold_themselves_twice_end_at_the_size_of_a_value()
    {
        var plan = new Plans();
        var stmts = new List<Stmt> { new AssignVarStmt(plan.Str("x"), 2) };
        for (var i = 0; i < 100; i++)
        {
            stmts.AddRange([new MakeArrayStmt(2, 3), new ArrayAppendStmt(L(2), 3), new ArrayAppendStmt(L(2), 3), new AssignVarStmt(L(3), 2)]);
        }

        Assert.Equal(RegoLimit.Value, Attack(plan.Result(2, [.. stmts])).Limit);
    }

    [Fact]
    public void Nesting_in_a_loop_ends_at_the_depth_of_a_value()
    {
        var plan = new Plans();
        var policy = plan.Result(2,
            plan.Num("1", 2), plan.Num("5000", 3), plan.Builtin("numbers.range", 4, L(2), L(3)),
            new ScanStmt(4, 5, 6, Block(new MakeArrayStmt(1, 7), new ArrayAppendStmt(L(2), 7), new AssignVarStmt(L(7), 2))));
        Assert.Equal(RegoLimit.Value, Attack(policy).Limit);
    }

    [Fact]
    public void An_array_put_into_itself_is_copied_and_makes_no_cycle()
    {
        var plan = new Plans();
        var policy = plan.Result(2, new MakeArrayStmt(1, 2), new ArrayAppendStmt(L(2), 2), new ArrayAppendStmt(L(2), 2));
        Assert.Equal("[[], [[]]]", Run(policy)["x"].ToString());
    }

    [Fact]
    public void An_object_put_into_a_part_of_itself_makes_no_cycle()
    {
        var plan = new Plans();
        var policy = plan.Result(2,
            new MakeObjectStmt(2), new MakeObjectStmt(3), new ObjectInsertStmt(plan.Str("a"), L(3), 2),
            new ObjectInsertStmt(plan.Str("b"), L(2), 3));
        Assert.Equal("""{"a": {}}""", Run(policy)["x"].ToString());
    }

    [Fact]
    public void A_dynamic_call_of_itself_ends_at_the_depth_of_calls()
    {
        var plan = new Plans();
        plan.Function("g0.f", [0, 1], 2, Block(new CallDynamicStmt([plan.Str("g0"), plan.Str("f")], [0, 1], 2), new ReturnLocalStmt(2)));
        Assert.Equal(RegoLimit.CallDepth, Attack(plan.Result(2, new CallStmt("g0.f", [L(0), L(1)], 2))).Limit);
    }

    [Fact]
    public void A_dynamic_call_of_itself_ends_before_the_stack_of_the_thread()
    {
        var plan = new Plans();
        plan.Function("g0.f", [0, 1], 2, Block(new CallDynamicStmt([plan.Str("g0"), plan.Str("f")], [0, 1], 2), new ReturnLocalStmt(2)));
        var policy = plan.Result(2, new CallStmt("g0.f", [L(0), L(1)], 2));
        var limits = s_small with { MaxCallDepth = int.MaxValue, MaxInstructions = long.MaxValue };
        Assert.Equal(RegoLimit.CallDepth, Assert.Throws<RegoLimitException>(() => Run(policy, new EvaluationOptions { Limits = limits })).Limit);
    }

    [Fact]
    public void Numbers_do_not_grow_without_bound()
    {
        var plan = new Plans();
        var stmts = new List<Stmt> { plan.Num("123456789012345678901234567890", 2) };
        for (var i = 0; i < 40; i++)
        {
            stmts.Add(plan.Builtin("mul", 2, L(2), L(2)));
        }

        var result = PolicyProgram.Link(plan.Result(2, [.. stmts])).Run("main", default, Val.From(RObj.Empty), cancellation: Ct);
        Assert.Empty(result.Bindings);
        Assert.Equal("mul: number out of range", Assert.Single(result.BuiltinErrors).Reason);
    }

    [Fact]
    public void Cancellation_ends_an_evaluation()
    {
        var plan = new Plans();
        var policy = plan.Result(2,
            plan.Num("1", 2), plan.Num("1000", 3), plan.Builtin("numbers.range", 4, L(2), L(3)),
            new ScanStmt(4, 5, 6, Block(new ScanStmt(4, 7, 8, Block(new NopStmt())))));
        using var source = new CancellationTokenSource();
        source.Cancel();
        var error = Assert.Throws<RegoEvaluationException>(() =>
            PolicyProgram.Link(policy).Run("main", default, Val.From(RObj.Empty), cancellation: source.Token));
        Assert.Equal(EvaluationErrorCode.Cancel, error.Code);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static RegoLimitException Attack(Policy policy) =>
        Assert.Throws<RegoLimitException>(() => Run(policy, new EvaluationOptions { Limits = s_small }));

    private static Val Run(Policy policy, EvaluationOptions? options = null) =>
        Assert.Single(PolicyProgram.Link(policy).Run("main", default, Val.From(RObj.Empty), options, Ct).Bindings);
}
