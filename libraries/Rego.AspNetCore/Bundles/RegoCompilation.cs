using System.Text;
using Platform.Rego.Bundles;
using Platform.Rego.Values;

namespace Platform.Rego.AspNetCore;

/// <summary>Compiles a bundle and prepares its entry point.</summary>
internal static class RegoCompilation
{
    /// <summary>The rule that every decision asks.</summary>
    public const string EntryPoint = "data.platform.decision";

    /// <exception cref="BundleRefusedException">The policies do not compile.</exception>
    public static DecisionFunction Compile(Bundle bundle)
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

        return input => Ask(query, input);
    }

    private static string? Ask(PreparedQuery query, ReadOnlySpan<byte> input)
    {
        try
        {
            var result = query.Evaluate(Val.Parse(input));
            return result.IsUndefined ? null : result.ToJson();
        }
        catch (RegoEvaluationException e)
        {
            throw new PolicyEvaluationException(e.Message, e);
        }
    }
}
