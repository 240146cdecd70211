using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Notifications;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Inbox;

/// <summary>What was refused and why, for an operator. A replay is asked of the producer, who signs anew.</summary>
internal static class ListParkedEndpoint
{
    public const string Action = "notifications.parked.list";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/parked", HandleAsync).RequirePolicy(Action);

    public static async Task<Ok<ParkedMessageList>> HandleAsync(ParkedMessages parked, CancellationToken cancellation) =>
        TypedResults.Ok(new ParkedMessageList(
        [
            .. from message in await parked.ListAsync(cancellation)
               select new ParkedMessageSummary(
                   message.Fingerprint, message.MessageId, message.Type, message.Producer, message.Reason, message.FirstAt, message.Deliveries),
        ]));
}
