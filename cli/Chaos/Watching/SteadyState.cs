using Platform.Cli.Chaos.Load;

namespace Platform.Cli.Chaos.Watching;

/// <summary>How the load fared before anything was broken, while it was, and after.</summary>
internal sealed record SteadyState(SteadyState.Phase Before, SteadyState.Phase During, SteadyState.Phase After)
{
    public const string Probe = "a practice submits referrals through the gateway and each is accepted";

    /// <summary>
    /// It was steady before, and it is again: without that, nothing was shown. A process that answers its first requests is slow, and some of those may
    /// have to be repeated.
    /// </summary>
    public bool Held => Before.Accepted > Before.Failed && After.Accepted > 0;

    public static SteadyState Of(IEnumerable<Attempted> attempts, DateTimeOffset firstInjection, DateTimeOffset lastRecovery)
    {
        var all = attempts.ToLookup(attempt => attempt.At + attempt.Took < firstInjection ? 0 : attempt.At <= lastRecovery ? 1 : 2);
        return new SteadyState(Phase.Of([.. all[0]]), Phase.Of([.. all[1]]), Phase.Of([.. all[2]]));
    }

    /// <param name="Failed">Attempts that had to be repeated.</param>
    /// <param name="MedianMs">Of the accepted ones.</param>
    /// <param name="Answers">How the failed ones were answered.</param>
    internal sealed record Phase(int Accepted, int Failed, double MedianMs, double P95Ms, IReadOnlyDictionary<string, int> Answers)
    {
        public static Phase Of(IReadOnlyCollection<Attempted> attempts)
        {
            var took = attempts.Where(attempt => attempt.Accepted).Select(attempt => attempt.Took.TotalMilliseconds).Order().ToList();
            var failed = attempts.Where(attempt => !attempt.Accepted).ToList();
            return new Phase(took.Count, failed.Count, Quantile(took, 0.5), Quantile(took, 0.95), failed.CountBy(attempt => attempt.Answer).ToDictionary());
        }

        private static double Quantile(List<double> sorted, double share) => sorted.Count == 0 ? 0 : Math.Round(sorted[(int)(share * (sorted.Count - 1))], 1);
    }
}
