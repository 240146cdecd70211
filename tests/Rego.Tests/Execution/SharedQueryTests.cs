using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Execution;

public sealed class SharedQueryTests
{
    private const int Threads = 8;
    private const int Rounds = 4000;

    [Fact]
    public void Threads_that_share_queries_each_get_the_answer_to_their_own_question()
    {
        var query = Revision(7);
        Together((thread, round) =>
        {
            var n = (thread * 1000) + (round % 1000);
            var answer = query.Evaluate(Val.ObjectOf(("n", n)));
            Assert.Equal(Val.ObjectOf(("revision", 7), ("twice", 2 * n), ("seen", Val.SetOf(n, n + 1))), answer);
        });
    }

    [Fact]
    public void Whoever_reads_while_revisions_are_swapped_gets_all_of_one_revision()
    {
        var active = Revision(0);
        Together((thread, round) =>
        {
            if (thread == 0 && round % 40 == 0)
                Volatile.Write(ref active, Revision(round));
            var answer = Volatile.Read(ref active).Evaluate(Val.ObjectOf(("n", thread)), ct: TestContext.Current.CancellationToken);
            Assert.True(answer["revision"].TryGetInt64(out var revision) && answer["from_data"] == Val.From(revision), answer.ToString());
            Assert.Equal(Val.From(2 * thread), answer["twice"]);
        });
    }

    [Fact]
    public void An_evaluation_inside_an_evaluation_of_the_same_query_is_its_own()
    {
        PreparedQuery? query = null;
        var again = new RegoBuiltin("host.again", 1, (_, operands) => operands[0] == Val.From(0) ? Val.From(0) : query!.Evaluate(Val.ObjectOf(("n", Less(operands[0])))))
        {
            Declaration = """{"args":[{"type":"number"}],"result":{"type":"any"},"type":"function"}""",
        };
        const string Policy = "package t\n\nbelow := host.again(input.n)\n\ndepth := [input.n, below, input.n]";
        query = RegoPolicy.Compile([new RegoModule("t.rego", Policy)], options: new RegoOptions { Builtins = [again] }).Prepare("data.t.depth");
        Assert.Equal("[2, [1, [0, 0, 0], 1], 2]", query.Evaluate(Val.Parse("""{"n":2}"""), ct: TestContext.Current.CancellationToken).ToString());

        static long Less(Val n) => n.TryGetInt64(out var value) ? value - 1 : 0;
    }

    [Fact]
    public void An_evaluation_that_failed_leaves_nothing_to_the_next()
    {
        var query = RegoPolicy.Compile([new RegoModule("t.rego", "package t\n\np := input.a\n\np := input.b\n\nq := [p, time.now_ns()]")]).Prepare("data.t.q");
        var few = new EvaluationOptions { Limits = new EvaluationLimits { MaxInstructions = 3 } };
        var ct = TestContext.Current.CancellationToken;
        var conflict = Val.Parse("""{"a":1,"b":2}""");
        for (var i = 0; i < 3; i++)
        {
            Assert.Throws<RegoEvaluationException>(() => query.Evaluate(conflict, ct: ct));
            Assert.Equal(Val.From(i), query.Evaluate(Val.ObjectOf(("a", i)), ct: ct)[0]);
            Assert.Throws<RegoLimitException>(() => query.Evaluate(Val.ObjectOf(("a", i)), few, ct));
        }
    }

    private static PreparedQuery Revision(int revision)
    {
        var text = revision.ToString(CultureInfo.InvariantCulture);
        var policy = $$"""
            package t

            twice := input.n * 2

            seen contains input.n

            seen contains input.n + 1

            answer := {"revision": {{text}}, "twice": twice, "seen": seen} if not data.revision

            answer := {"revision": {{text}}, "twice": twice, "from_data": data.revision} if data.revision
            """;
        var data = revision == 7 ? Val.Parse("{}") : Val.ObjectOf(("revision", revision));
        return RegoPolicy.Compile([new RegoModule("t.rego", policy)], data).Prepare("data.t.answer");
    }

    private static void Together(Action<int, int> step)
    {
        var working = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var round = 0; round < Rounds; round++)
                    step(thread, round);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(working, TestContext.Current.CancellationToken);
    }
}
