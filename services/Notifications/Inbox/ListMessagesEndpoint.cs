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

    public static async Task<Ok<SentMessages>> HandleAsync(HttpContext http, NotificationsDb db, CancellationToken cancellation)
    {
        var decision = http.Features.GetRequiredFeature<PolicyDecision>();
        var messages = await decision.ApplyFilter(db.Notifications.AsNoTracking())
            .OrderByDescending(notification => notification.CreatedAt)
            .Take(PageSize)
            .Select(notification => new SentMessage(
                notification.Id, notification.MessageId, notification.PatientId, notification.ReferralId, notification.Template, notification.Subject, notification.Text,
                notification.CreatedAt, notification.Mail))
            .ToListAsync(cancellation);
        return TypedResults.Ok(new SentMessages(messages));
    }
}
