using System.Diagnostics;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Bench;

/// <summary>What more than one thread makes of it.</summary>
internal static class Threads
{
    /// <summary>Decisions of several threads at once on one prepared query; the row tells them all together.</summary>
    public static BenchRow Scaling(int threads, PreparedQuery query, Val input, TimeSpan time, CancellationToken cancellation)
    {
        var done = new long[threads];
        var started = Stopwatch.GetTimestamp();
        var working = Enumerable.Range(0, threads).Select(n => Task.Factory.StartNew(
            () =>
            {
                var mine = 0L;
                while (Stopwatch.GetElapsedTime(started) < time)
                {
                    cancellation.ThrowIfCancellationRequested();
                    for (var i = 0; i < 256; i++)
                        query.Evaluate(input);
                    mine += 256;
                }
                done[n] = mine;
            },
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(working, cancellation);
        var perSecond = done.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new BenchRow(FormattableString.Invariant($"thread-scaling/{threads}"), Math.Round(1e9 / perSecond, 1), 0, Math.Round(perSecond));
    }

    /// <summary>The slowest hundredth of decisions while another revision takes over every millisecond.</summary>
    public static BenchRow HotSwap(Scenario scenario, TimeSpan time, CancellationToken cancellation)
    {
        PreparedQuery[] revisions = [scenario.Prepare(), scenario.Prepare()];
        var input = Val.Parse(scenario.Input);
        var active = revisions[0];
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var swapping = Task.Factory.StartNew(
            () =>
            {
                for (var i = 1; !over.IsCancellationRequested; i++)
                {
                    Volatile.Write(ref active, revisions[i % 2]);
                    over.Token.WaitHandle.WaitOne(1);
                }
            },
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var took = new List<long>(1 << 20);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            cancellation.ThrowIfCancellationRequested();
            var at = Stopwatch.GetTimestamp();
            Volatile.Read(ref active).Evaluate(input);
            took.Add(Stopwatch.GetTimestamp() - at);
        }
        over.Cancel();
        swapping.Wait(cancellation);
        took.Sort();
        var p99 = took[(int)(took.Count * 0.99)] * 1e9 / Stopwatch.Frequency;
        return new BenchRow("hot-swap-p99", Math.Round(p99, 1), 0, Math.Round(1e9 / p99));
    }
}
