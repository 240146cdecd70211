using Platform.Rego.Values;

namespace Platform.Rego.Tests.Planning;

/// <summary>The value of a reference under a module, as JSON; <c>undefined</c> when there is none.</summary>
internal static class Evaluated
{
    public static string Json(string reference, string module, string? input = null, string? data = null, RegoVersion version = RegoVersion.V1)
    {
        var policy = RegoPolicy.Compile([new("policy.rego", module, version)], data is null ? default : Val.Parse(data));
        var value = policy.Prepare(reference).Evaluate(input is null ? default : Val.Parse(input), ct: TestContext.Current.CancellationToken);
        return value.IsUndefined ? "undefined" : value.ToJson();
    }
}
