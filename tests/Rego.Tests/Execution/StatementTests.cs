using Platform.Rego.Execution;
using Platform.Rego.Ir;
using Platform.Rego.Values;
using static Platform.Rego.Tests.Execution.Plans;

namespace Platform.Rego.Tests.Execution;

public sealed class StatementTests
{
    private readonly Plans _plan = new();

    [Fact]
    public void Assigning_once_keeps_an_equal_value_and_refuses_another()
    {
        var same = _plan.Result(2, new AssignVarOnceStmt(_plan.Str("a"), 2), new AssignVarOnceStmt(_plan.Str("a"), 2));
        Assert.Equal("a", Run(same)!.Value.AsString());
        var other = _plan.Result(2, new AssignVarOnceStmt(_plan.Str("a"), 2), new AssignVarOnceStmt(_plan.Str("b"), 2));
        Assert.Equal("eval_conflict_error: complete rules must not produce multiple outputs", Conflict(other));
    }

    [Fact]
    public void A_function_that_gives_two_values_is_named_a_function()
    {
        _plan.Function("g0.f", [0, 1, 2], 3,
            Block(new AssignVarOnceStmt(L(2), 3), new AssignVarOnceStmt(_plan.Str("b"), 3)), Block(new ReturnLocalStmt(3)));
        var policy = _plan.Result(2, new CallStmt("g0.f", [L(0), L(1), _plan.Str("a")], 2));
        Assert.Equal("eval_conflict_error: functions must not produce multiple outputs for same inputs", Conflict(policy));
    }

    [Fact]
    public void Inserting_once_refuses_another_value_for_a_key()
    {
        var policy = _plan.Result(2,
            new MakeObjectStmt(2), new ObjectInsertOnceStmt(_plan.Str("k"), _plan.Str("a"), 2), new ObjectInsertOnceStmt(_plan.Str("k"), _plan.Str("b"), 2));
        Assert.Equal("eval_conflict_error: object keys must be unique", Conflict(policy));
    }

    [Fact]
    public void Merging_lets_the_base_document_win_where_both_hold_a_leaf()
    {
        var policy = _plan.Result(4, Parse("""{"a": {"x": 1, "y": 2}, "b": 3}""", 2), Parse("""{"a": {"y": 9, "z": 4}, "c": 5}""", 3), new ObjectMergeStmt(2, 3, 4));
        Assert.Equal("""{"a": {"x": 1, "y": 2, "z": 4}, "b": 3, "c": 5}""", Run(policy)!.Value.ToString());
    }

    [Theory]
    [InlineData("[10, 20]", "[10, 20]")]
    [InlineData("""{"b": 2, "a": 1}""", "[1, 2]")]
    [InlineData("1", null)]
    [InlineData("\"text\"", null)]
    public void Scanning_goes_through_elements_in_order_and_is_undefined_for_scalars(string json, string? values)
    {
        var policy = _plan.Result(3, Parse(json, 2), new MakeArrayStmt(0, 3), new ScanStmt(2, 4, 5, Block(new ArrayAppendStmt(L(5), 3))));
        Assert.Equal(values, Run(policy)?.ToString());
    }

    [Fact]
    public void A_break_out_of_a_scan_ends_it_and_the_blocks_it_counts()
    {
        var policy = _plan.Result(3,
            Parse("[1, 2, 3]", 2), new AssignVarStmt(_plan.Str("none"), 3),
            new BlockStmt(
            [
                Block(new ScanStmt(2, 4, 5, Block(new AssignVarStmt(L(5), 3), new BreakStmt(1))), new AssignVarStmt(_plan.Str("not reached"), 3)),
            ]));
        Assert.Equal("1", Run(policy)!.Value.ToString());
    }

    [Fact]
    public void Not_turns_undefined_into_success_and_success_into_undefined()
    {
        Assert.NotNull(Run(_plan.Result(0, new NotStmt(Block(new BreakStmt(0))))));
        Assert.Null(Run(_plan.Result(0, new NotStmt(Block(new NopStmt())))));
    }

    [Fact]
    public void With_replaces_inside_its_block_alone_and_reaches_rules_that_were_evaluated_before()
    {
        _plan.Function("g0.r", [0, 1], 2, Block(new DotStmt(L(0), _plan.Str("a"), 3), new AssignVarOnceStmt(L(3), 2)), Block(new ReturnLocalStmt(2)));
        var call = new CallStmt("g0.r", [L(0), L(1)], 5);
        var policy = _plan.Result(4,
            new MakeArrayStmt(0, 4), call, new ArrayAppendStmt(L(5), 4),
            new WithStmt(0, [_plan.Index("a")], _plan.Str("replaced"), Block(call, new ArrayAppendStmt(L(5), 4))),
            call, new ArrayAppendStmt(L(5), 4), new DotStmt(L(0), _plan.Str("b"), 6), new ArrayAppendStmt(L(6), 4));
        Assert.Equal("""["given", "replaced", "given", "other"]""", Run(policy, """{"a": "given", "b": "other"}""")!.Value.ToString());
    }

    [Fact]
    public void With_makes_objects_on_its_way_and_replaces_what_is_none()
    {
        var policy = _plan.Result(3,
            new WithStmt(0, [_plan.Index("a"), _plan.Index("b")], Operand.Bool(true), Block(new AssignVarStmt(L(0), 3))));
        Assert.Equal("""{"a": {"b": true}, "k": 1}""", Run(policy, """{"a": 7, "k": 1}""")!.Value.ToString());
    }

    [Fact]
    public void A_value_that_was_returned_does_not_change_when_its_builder_goes_on()
    {
        _plan.Function("g0.r", [0, 1], 2, Block(new MakeArrayStmt(0, 2), new ReturnLocalStmt(2)));
        var policy = _plan.Result(3,
            new CallStmt("g0.r", [L(0), L(1)], 3), new ArrayAppendStmt(_plan.Str("x"), 3), new CallStmt("g0.r", [L(0), L(1)], 4),
            new ArrayAppendStmt(L(4), 3));
        Assert.Equal("""["x", []]""", Run(policy)!.Value.ToString());
    }

    [Fact]
    public void An_error_of_a_builtin_makes_its_expression_undefined_and_is_collected()
    {
        var policy = _plan.Result(4, _plan.Num("1", 2), _plan.Num("0", 3), _plan.Builtin("div", 4, L(2), L(3)) with { At = new Location(0, 7, 1) });
        var result = PolicyProgram.Link(policy).Run("main", default, Val.From(RObj.Empty), cancellation: Ct);
        Assert.Empty(result.Bindings);
        Assert.Equal("test.rego:7: eval_builtin_error: div: divide by zero", Assert.Single(result.BuiltinErrors).Message);
        var strict = new EvaluationOptions { StrictBuiltinErrors = true };
        Assert.Throws<RegoEvaluationException>(() => PolicyProgram.Link(policy).Run("main", default, Val.From(RObj.Empty), strict, Ct));
    }

    [Fact]
    public void Base_data_is_found_by_numbers_for_keys_that_look_like_them_but_values_are_not()
    {
        var data = Val.Parse("""{"nested": {"2": "yes"}}""");
        var direct = _plan.Result(4, _plan.Num("2", 2), new DotStmt(L(1), _plan.Str("nested"), 3), new DotStmt(L(3), L(2), 4));
        var assigned = _plan.Result(4,
            _plan.Num("2", 2), new DotStmt(L(1), _plan.Str("nested"), 3), new AssignVarStmt(L(3), 5), new DotStmt(L(5), L(2), 4));
        Assert.Single(PolicyProgram.Link(direct).Run("main", default, data, cancellation: Ct).Bindings);
        Assert.Empty(PolicyProgram.Link(assigned).Run("main", default, data, cancellation: Ct).Bindings);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CallStmt Parse(string json, int target) => _plan.Builtin("json.unmarshal", target, _plan.Str(json));

    private static string Conflict(Policy policy) => Assert.Throws<RegoEvaluationException>(() => Run(policy)).Message;

    private static Val? Run(Policy policy, string input = "{}")
    {
        var bindings = PolicyProgram.Link(policy).Run("main", Val.Parse(input), Val.From(RObj.Empty), cancellation: Ct).Bindings;
        return bindings.Count == 0 ? (Val?)null : Assert.Single(bindings)["x"];
    }
}
