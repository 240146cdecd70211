using Platform.Rego.Execution;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Execution;

/// <summary>All that an evaluation tells, as text: its results, or its error, and the errors of builtins.</summary>
internal static class Outcome
{
    public static string Fast(PolicyProgram program, string plan, Val input, Val data, EvaluationOptions? options = null) =>
        Of(() => program.Run(plan, input, data, options, TestContext.Current.CancellationToken));

    public static string Plain(PolicyProgram program, string plan, Val input, Val data, EvaluationOptions? options = null) =>
        Of(() => program.Run(plan, input, data, default(Silent), options, TestContext.Current.CancellationToken));

    private static string Of(Func<EvaluationResult> run)
    {
        try
        {
            var result = run();
            return string.Join('\n', [.. result.Bindings.Select(one => one.ToString()), .. result.BuiltinErrors.Select(Text)]);
        }
        catch (RegoEvaluationException e)
        {
            return Text(e);
        }
    }

    private static string Text(RegoEvaluationException e) => e is RegoLimitException limit ? $"limit {limit.Limit}" : $"{e.Code} {e.Message}";
}
