using System.Diagnostics;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>One evaluated document and what it cost.</summary>
/// <param name="Value">The document; undefined when there is none.</param>
/// <param name="Nanoseconds">The time in the engine.</param>
/// <param name="PlanWasCached">Whether the plan had been made before.</param>
internal readonly record struct Evaluation(Val Value, long Nanoseconds, bool PlanWasCached)
{
    /// <exception cref="OpaException">The evaluation failed, or the path cannot be asked for.</exception>
    public static Evaluation Of(PolicySnapshot snapshot, DataPath path, Val input, EvaluationOptions options, CancellationToken ct)
    {
        try
        {
            var plan = snapshot.Plan(path, out var cached);
            var start = Stopwatch.GetTimestamp();
            var value = path.IsRoot ? plan.EvaluateAll(input, options, ct)[0][DataPath.Result] : plan.Evaluate(input, options, ct);
            return new(value, (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds, cached);
        }
        catch (RegoCompileException wrong)
        {
            throw OpaException.Uncompilable("query", wrong);
        }
        catch (RegoEvaluationException failed)
        {
            ct.ThrowIfCancellationRequested();
            throw OpaException.Unevaluated(failed);
        }
    }
}
