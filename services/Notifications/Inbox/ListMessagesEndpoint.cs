using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Notifications;
using Platform.Notifications.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Notifications.Inbox;

internal static class ListMessagesEndpoint
{
    public const string Action = "notifications.message.list";

    /// <summary>The most that one answer holds.</summary>
    public const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/messages", HandleAsync).RequirePolicy(Action);

    public static async Task<Ok<SentMessages>> HandleAsync(string? after, HttpContext http, NotificationsDb db, CancellationToken cancellation)
    {
        var decision = http.Features.GetRequiredFeature<PolicyDecision>();
        var rows = decision.ApplyFilter(db.Notifications.AsNoTracking());
        if (after is not null)
            rows = rows.Where(notification => string.Compare(notification.Id, after) < 0);
        // Ids are of version 7, so their order is that of time, and unlike a time none occurs twice.
        var found = await rows
            .OrderByDescending(notification => notification.Id)
            .Take(PageSize + 1)
            .Select(notification => new SentMessage(
                notification.Id, notification.MessageId, notification.PatientId, notification.ReferralId, notification.Template, notification.Subject, notification.Text,
                notification.CreatedAt, notification.Mail))
            .ToListAsync(cancellation);
        decision.Concerns(found.Take(PageSize).Select(message => message.PatientId));
        return TypedResults.Ok(new SentMessages([.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].Id : null));
    }
}
