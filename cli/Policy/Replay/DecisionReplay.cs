using System.Collections.Concurrent;
using Platform.Cli.Rego;

namespace Platform.Cli.Policy.Replay;

/// <summary>Decides logged decisions again under a candidate, on all cores. The report does not depend on their number.</summary>
internal static class DecisionReplay
{
    private const int ChunksAhead = 4;

    /// <param name="logs">Files; <c>-</c> is standard input.</param>
    /// <param name="candidate">What decides.</param>
    /// <param name="pseudonyms">Whether a pseudonym in place of an id decides as the id did.</param>
    /// <param name="jobs">How many threads decide.</param>
    /// <param name="progress">Is told how many events were taken, one call at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PolicyFilesException">A log cannot be read, or a line of it is no event: there is no report then.</exception>
    public static ReplayReport Run(IReadOnlyList<string> logs, Candidate candidate, bool pseudonyms, int jobs, Action<long>? progress, CancellationToken cancellation)
    {
        var workers = Enumerable.Range(0, jobs).Select(_ => new ReplayWorker(candidate, pseudonyms)).ToList();
        using var chunks = new BlockingCollection<LogChunk>(jobs * ChunksAhead);
        var (telling, taken) = (new Lock(), 0L);
        var tasks = workers.Select(worker => Task.Factory.StartNew(() => Work(worker), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            foreach (var chunk in LogReader.Read(logs))
            {
                // A torn line ends it; what was read before is still looked at, so that the first such line is named.
                if (workers.Exists(worker => worker.Torn is not null) || Array.Exists(tasks, task => task.IsFaulted))
                    break;
                chunks.Add(chunk, cancellation);
            }
        }
        finally
        {
            chunks.CompleteAdding();
            Settle(tasks);
        }

        if (workers.Select(worker => worker.Torn).Aggregate(TornLine.First) is { } torn)
            throw new PolicyFilesException($"{logs[torn.Place.File]}:{torn.Place.Row}: no decision event: {torn.Why} Nothing is reported of a log that cannot be read whole.");
        return Report(workers, logs, candidate, cancellation);

        void Work(ReplayWorker worker)
        {
            foreach (var chunk in chunks.GetConsumingEnumerable(cancellation))
            {
                var before = worker.Events;
                worker.Take(chunk);
                lock (telling)
                    progress?.Invoke(taken += worker.Events - before);
            }
        }
    }

    private static void Settle(Task[] tasks)
    {
        try
        {
            Task.WaitAll(tasks);
        }
        catch (AggregateException failed) when (failed.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
    }

    private static ReplayReport Report(List<ReplayWorker> workers, IReadOnlyList<string> logs, Candidate candidate, CancellationToken cancellation)
    {
        var groups = workers.SelectMany(worker => worker.Flips).GroupBy(flip => flip.Key, flip => flip.Value)
            .Select(group => (group.Key, Found: group.Aggregate((left, right) => left.And(right))))
            .OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Action, StringComparer.Ordinal).ThenBy(group => group.Key.Cause, StringComparer.Ordinal)
            .Select(group => new FlipGroup(group.Key.Kind, group.Key.Action, group.Key.Cause, group.Found.Count, Example(group.Found, logs, candidate, cancellation)))
            .ToList();
        var undecidable = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in workers.SelectMany(worker => worker.Undecidable))
            undecidable[reason] = undecidable.GetValueOrDefault(reason) + count;
        return new ReplayReport(workers.Sum(worker => worker.Events), workers.Sum(worker => worker.Equal), undecidable, groups, [.. candidate.NotRepeatable]);
    }

    private static FlipExample Example(FoundFlips found, IReadOnlyList<string> logs, Candidate candidate, CancellationToken cancellation)
    {
        var why = candidate.Why(found.Path, found.Input, cancellation);
        var decided = why?.Decided.Select(body => $"{body.File}:{body.Row}: {body.Text.Trim()}").ToList();
        return new FlipExample(
            found.DecisionId, logs[found.Place.File], found.Place.Row,
            decided is { Count: > 0 } ? string.Join(" ← ", decided) : null,
            why?.FirstFailing is { } failing ? $"{failing.File}:{failing.Row}: {failing.Text}" : null);
    }
}
