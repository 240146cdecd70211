using Platform.Rego.AspNetCore;

namespace Platform.Referrals;

/// <summary>409: the referral is not in a state that allows what was asked.</summary>
internal sealed class StateConflict : IResult
{
    private static readonly Problem Conflict = new("conflict", "The referral is not in a state that allows this", 409, "REC_CONFLICT", "conflict");

    public Task ExecuteAsync(HttpContext httpContext) => ProblemAnswer.WriteAsync(httpContext, Conflict, httpContext.Decision().Id);
}
