using Platform.Rego.Values;

namespace Platform.Rego.Tests.Execution;

public sealed class AllocationTests
{
    private const string Allow = """
        package t

        default allow := false

        allow if {
        	some role in data.users[input.user]
        	some grant in data.roles[role]
        	grant.action == input.action
        	not blocked
        }

        blocked if input.user in data.blocked

        grants contains grant if some grant in data.roles[input.role]
        """;

    private static readonly Val s_data = Val.Parse("""
        {"users":{"bob":["reader","clerk"]},"roles":{"reader":[{"action":"read"}],"clerk":[{"action":"write"}]},"blocked":["eve"]}
        """);

    [Theory]
    [InlineData("""{"user":"bob","action":"write"}""", true)]
    [InlineData("""{"user":"bob","action":"burn"}""", false)]
    [InlineData("""{"user":"eve"}""", false)]
    [InlineData("{}", false)]
    public void A_boolean_decision_allocates_nothing(string input, bool permitted) =>
        Assert.Equal(0, Allocated("data.t.allow", input, value => value.AsBoolean() == permitted));

    [Fact]
    public void The_result_is_what_a_decision_allocates() =>
        // The control: this counts what is allocated, and a set is.
        Assert.InRange(Allocated("data.t.grants", """{"role":"clerk"}""", value => value.Count == 1), 1, 1000);

    [Fact]
    public void What_is_left_of_an_evaluation_holds_neither_input_nor_result()
    {
        var query = Query("data.t.grants");
        var seen = Evaluated(query);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.All(seen, one => Assert.False(one.IsAlive));
        GC.KeepAlive(query);
    }

    // A method of its own, so that no local of the test holds the values.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference[] Evaluated(PreparedQuery query)
    {
        var input = Val.Parse("""{"role":"clerk"}""");
        return [new(input.AsObject()), new(query.Evaluate(input).AsSet())];
    }

    private static long Allocated(string reference, string json, Predicate<Val> isRight)
    {
        var query = Query(reference);
        var input = Val.Parse(json);
        Assert.True(isRight(query.Evaluate(input)));
        for (var i = 0; i < 100; i++)
            query.Evaluate(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            query.Evaluate(input);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
    }

    private static PreparedQuery Query(string reference) => RegoPolicy.Compile([new RegoModule("t.rego", Allow)], s_data).Prepare(reference);
}
