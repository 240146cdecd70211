using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Referrals.Events;

/// <summary>An operator has an event sent again that a consumer had to park: signed anew, under the same id, so that nobody acts on it twice.</summary>
internal static class ReplayEventEndpoint
{
    public const string Action = "referrals.event.replay";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/events/{id}/replay", HandleAsync).RequirePolicy(Action);

    public static ResourceFacts Facts(HttpContext http) => ResourceFacts.Of("event", (string)http.Request.RouteValues["id"]!);

    public static async Task<Results<Accepted, NotFound>> HandleAsync(string id, Outbox outbox, MessageDatabase database, CancellationToken cancellation) =>
        Guid.TryParseExact(id, "D", out var messageId) && await outbox.ReplayAsync(database, messageId, cancellation) ? TypedResults.Accepted((string?)null) : TypedResults.NotFound();
}
