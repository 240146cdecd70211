using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Referrals;
using Platform.Referrals.Lifecycle;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Triage;

/// <summary>The two outcomes of triage (e-RS A028): accept, or return to the referrer with advice. Both need a comment.</summary>
internal static class TriageEndpoints
{
    public const string AcceptAction = "referrals.triage.accept";
    public const string ReturnAction = "referrals.triage.return";
    private const int CommentMax = 2_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/referrals/{id}/triage/accept", AcceptAsync).RequirePolicy(AcceptAction);
        routes.MapPost("/referrals/{id}/triage/return", ReturnAsync).RequirePolicy(ReturnAction);
    }

    public static Task<Results<Ok<ReferralChanged>, NotFound, StateConflict>> AcceptAsync(
        string id, TriageOutcome request, HttpContext http, ChangeReferral change, CancellationToken cancellation) =>
        change.RunAsync(id, http.Person().Organisation, new AcceptTriage(Comment(request)), cancellation);

    public static Task<Results<Ok<ReferralChanged>, NotFound, StateConflict>> ReturnAsync(
        string id, TriageOutcome request, HttpContext http, ChangeReferral change, CancellationToken cancellation) =>
        change.RunAsync(id, http.Person().Organisation, new ReturnToReferrer(Comment(request)), cancellation);

    private static string Comment(TriageOutcome request) =>
        !string.IsNullOrWhiteSpace(request.Comment) && request.Comment.Length <= CommentMax
            ? request.Comment
            : throw new BadHttpRequestException("the comment is missing or too long");
}
