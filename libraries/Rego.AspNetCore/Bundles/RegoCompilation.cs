using System.Text;
using Platform.Rego.Bundles;
using Platform.Rego.Values;

namespace Platform.Rego.AspNetCore;

/// <summary>Compiles a bundle and prepares its entry point.</summary>
/// <param name="timeout">How long one decision may take.</param>
internal sealed class RegoCompilation(TimeSpan timeout)
{
    /// <summary>The rule that every decision asks.</summary>
    public const string EntryPoint = "data.platform.decision";

    /// <exception cref="BundleRefusedException">The policies do not compile.</exception>
    public DecisionFunction Compile(Bundle bundle)
    {
        PreparedQuery query;
        try
        {
            var modules = bundle.Modules.Select(file => new RegoModule(file.Key, Encoding.UTF8.GetString(file.Value.Span)));
            query = RegoPolicy.Compile(modules, BundleData.Of(bundle)).Prepare(EntryPoint);
        }
        catch (RegoCompileException e)
        {
            throw new BundleRefusedException(BundleRefusal.Content, $"the policies do not compile: {e.Message}", e);
        }

        return input => Ask(query, input, timeout);
    }

    private static string? Ask(PreparedQuery query, ReadOnlySpan<byte> input, TimeSpan timeout)
    {
        using var expiry = new CancellationTokenSource(timeout);
        try
        {
            var result = query.Evaluate(Val.Parse(input), ct: expiry.Token);
            return result.IsUndefined ? null : result.ToJson();
        }
        catch (RegoEvaluationException e)
        {
            throw new PolicyEvaluationException(e.Message, e) { IsTransient = e.Code is EvaluationErrorCode.Cancel or EvaluationErrorCode.Limit };
        }
    }
}
