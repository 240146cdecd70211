using System.Diagnostics;

namespace Platform.Cli.Rego;

/// <summary>One row of a measurement.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ns">Nanoseconds of one operation.</param>
/// <param name="Bytes">Bytes that one operation allocates.</param>
/// <param name="OpsPerSecond">How many operations one thread does in a second.</param>
internal sealed record BenchRow(string Name, double Ns, double Bytes, double OpsPerSecond);

/// <summary>Times an operation on this thread, after it is warm.</summary>
/// <param name="time">How long one measurement takes.</param>
/// <param name="count">How many are taken; the fastest counts, as the others were disturbed.</param>
internal sealed class Measurement(TimeSpan time, int count, CancellationToken cancellation)
{
    // Long enough for the runtime to replace its first code by optimised code.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);

    public BenchRow Of(string name, Action operation)
    {
        var batch = Batch(operation);
        var best = double.MaxValue;
        var bytes = 0.0;
        for (var i = 0; i < count; i++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var done = 0L;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                for (var n = 0; n < batch; n++)
                    operation();
                done += batch;
            }
            while (Stopwatch.GetElapsedTime(started) < time);
            var ns = Stopwatch.GetElapsedTime(started).TotalNanoseconds / done;
            if (ns < best)
                (best, bytes) = (ns, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)done);
        }
        return new BenchRow(name, Math.Round(best, 1), Math.Round(bytes, 1), Math.Round(1e9 / best));
    }

    // As many operations as take about a millisecond, so that reading the clock costs nothing.
    private int Batch(Action operation)
    {
        var done = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < WarmUp)
        {
            cancellation.ThrowIfCancellationRequested();
            operation();
            done++;
        }
        return Math.Max(1, (int)(done / WarmUp.TotalMilliseconds));
    }
}
