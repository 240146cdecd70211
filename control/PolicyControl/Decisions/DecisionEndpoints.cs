using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.PolicyControl.Decisions;

/// <summary>What was decided: a page of the log, one decision, and why it was so.</summary>
internal static partial class DecisionEndpoints
{
    public const string Action = "platform.decision.read";

    private const int PageMax = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/decisions", ListAsync).RequirePolicy(Action).OnListener(ListenerClass.Control);
        routes.MapGet("/decisions/{id}", ReadAsync).RequirePolicy(Action).OnListener(ListenerClass.Control);
        routes.MapGet("/decisions/{id}/why", WhyAsync).RequirePolicy(Action).OnListener(ListenerClass.Control);
    }

    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation) =>
        new(ResourceFacts.Of("decision", context.Request.RouteValues["id"] is string id && IdForm().IsMatch(id) ? id : "any"));

    private static async Task<IResult> ListAsync(
        string? outcome, string? service, string? except, string? action, string? since, string? trace, long? before, int? limit, DecisionDb db, CancellationToken cancellation)
    {
        var size = limit ?? PageMax;
        if (size is < 1 or > PageMax || outcome is not (null or "permit" or "deny") || !Since(since, out var from))
        {
            throw new BadHttpRequestException("the filter is not valid");
        }

        var rows = db.Decisions.AsNoTracking()
            .Where(row => outcome == null || row.Outcome == outcome)
            .Where(row => service == null || row.App == service)
            .Where(row => except == null || row.App != except)
            .Where(row => action == null || row.Action == action)
            .Where(row => trace == null || row.TraceId == trace)
            .Where(row => before == null || row.Sequence < before);
        if (from is { } begin)
        {
            rows = rows.Where(row => row.Time >= begin);
        }

        var found = await rows.OrderByDescending(row => row.Sequence).Take(size + 1).ToListAsync(cancellation);
        return Results.Ok(new
        {
            items = found.Take(size).Select(View),
            next = found.Count > size ? found[size - 1].Sequence : (long?)null,
            lost = await db.Decisions.SumAsync(row => row.Lost, cancellation),
        });
    }

    private static async Task<IResult> ReadAsync(string id, DecisionDb db, CancellationToken cancellation) =>
        await FindAsync(id, db, cancellation) is { } row ? Results.Ok(View(row)) : Results.NotFound();

    private static async Task<IResult> WhyAsync(string id, DecisionDb db, Explanations explanations, CancellationToken cancellation)
    {
        if (await FindAsync(id, db, cancellation) is not { } row)
        {
            return Results.NotFound();
        }

        var why = await explanations.OfAsync(JsonSerializer.Deserialize(row.Body, DecisionEventJson.Default.DecisionEvent)!, row.Revision, cancellation);
        return Results.Ok(new { decision = View(row), why.Text, why.Answer, why.Note });
    }

    private static Task<DecisionEntry?> FindAsync(string id, DecisionDb db, CancellationToken cancellation) =>
        db.Decisions.AsNoTracking().SingleOrDefaultAsync(row => row.DecisionId == id, cancellation);

    private static object View(DecisionEntry row) => new
    {
        row.Sequence, row.DecisionId, service = row.App, row.Time, row.Action, row.Outcome, row.TraceId, row.Revision, row.Lost, @event = JsonNode.Parse(row.Body),
    };

    private static bool Since(string? text, out DateTimeOffset? from)
    {
        var valid = DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time);
        from = valid ? time.ToUniversalTime() : null;
        return valid || text is null;
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex IdForm();
}
