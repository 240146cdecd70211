using System.Diagnostics;

namespace Platform.Cli.Rego;

/// <summary>Times the steps of an evaluation under OPA's metric names.</summary>
internal sealed class EvalTimers
{
    private readonly SortedDictionary<string, long> nanoseconds = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Nanoseconds => nanoseconds;

    public T Time<T>(string name, Func<T> step)
    {
        var started = Stopwatch.GetTimestamp();
        var result = step();
        nanoseconds[name] = nanoseconds.GetValueOrDefault(name) + (long)Stopwatch.GetElapsedTime(started).TotalNanoseconds;
        return result;
    }
}
