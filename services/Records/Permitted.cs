using Microsoft.AspNetCore.Http.Features;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.Records;

/// <summary>What the enforcement point left for a handler: it runs only with both.</summary>
internal static class Permitted
{
    public static PolicyDecision Decision(this HttpContext context) => context.Features.GetRequiredFeature<PolicyDecision>();

    /// <summary>The person behind the call.</summary>
    /// <exception cref="InvalidOperationException">A policy let a workload without a person through.</exception>
    public static CallerSubject Person(this HttpContext context) =>
        context.Features.Get<ValidatedCaller>()?.Subject ?? throw new InvalidOperationException("the action needs a person");
}
