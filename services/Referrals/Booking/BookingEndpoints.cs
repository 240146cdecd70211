using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Referrals;
using Platform.Referrals.Lifecycle;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Booking;

/// <summary>Booking an accepted referral, and withdrawing one.</summary>
internal static class BookingEndpoints
{
    public const string BookAction = "referrals.referral.book";
    public const string CancelAction = "referrals.referral.cancel";
    private const int TextMax = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/referrals/{id}/book", BookAsync).RequirePolicy(BookAction);
        routes.MapPost("/referrals/{id}/cancel", CancelAsync).RequirePolicy(CancelAction);
    }

    public static Task<Results<Ok<ReferralChanged>, NotFound, StateConflict>> BookAsync(
        string id, BookAppointment request, HttpContext http, ChangeReferral change, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Start <= clock.GetUtcNow() || string.IsNullOrWhiteSpace(request.Location) || request.Location.Length > TextMax)
            throw new BadHttpRequestException("the appointment is in the past or has no place");
        return change.RunAsync(id, http.Person().Organisation, new Book(request.Start, request.Location), cancellation);
    }

    public static Task<Results<Ok<ReferralChanged>, NotFound, StateConflict>> CancelAsync(
        string id, CancelReferral request, HttpContext http, ChangeReferral change, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > TextMax)
            throw new BadHttpRequestException("the reason is missing or too long");
        return change.RunAsync(id, http.Person().Organisation, new Cancel(request.Reason), cancellation);
    }
}
