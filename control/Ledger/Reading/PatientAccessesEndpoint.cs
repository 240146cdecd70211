using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Platform.Ledger.Chain;
using Platform.Ledger.Data;
using Platform.Ledger.Intake;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.Ledger.Reading;

/// <summary>`GET /audit/patients/{id}`: who saw this patient's record. Itself an access to it, and audited as such.</summary>
internal static partial class PatientAccessesEndpoint
{
    public const string Action = "platform.audit.read";

    private const int PageMax = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit/patients/{id}", HandleAsync).RequirePolicy(Action).OnListener(ListenerClass.Control);

    /// <summary>The ledger does not know which patients there are: one of whom it knows nothing has an empty history.</summary>
    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        // Digits only could be an NHS number, which belongs in no address and in no audit.
        return new(ReferenceForm().IsMatch(id) ? new ResourceFacts("accesses", id, [], default, [], id) : ResourceFacts.Missing("accesses"));
    }

    private static async Task<IResult> HandleAsync(
        string id, long? before, int? limit, HttpContext http, LedgerDb db, LedgerStore store, ChainWatch chain, CancellationToken cancellation)
    {
        var size = limit ?? PageMax;
        if (size is < 1 or > PageMax || before is < 1 || !ReferenceForm().IsMatch(id))
        {
            throw new BadHttpRequestException("the reference, the limit or the page is out of range");
        }

        // An answer from a ledger that was tampered with would be believed.
        if (chain.State.FirstBad is not null)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            await store.HeadAsync(cancellation);
        }
        catch (LedgerTamperedException)
        {
            await chain.VerifyAsync(cancellation);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var decision = http.Features.GetRequiredFeature<PolicyDecision>();
        var rows = decision.ApplyFilter(db.Entries.AsNoTracking())
            .Where(entry => db.Patients.Any(patient => patient.PatientRef == id && patient.Sequence == entry.Sequence));
        if (before is { } end)
        {
            rows = rows.Where(entry => entry.Sequence < end);
        }

        var found = await rows.OrderByDescending(entry => entry.Sequence).Take(size + 1).ToListAsync(cancellation);
        AccessView[] items = [.. found.Take(size).Select(AccessView.Of)];
        return Results.Ok(new AccessPage(items, found.Count > size ? items[^1].Sequence : null));
    }

    [GeneratedRegex("^(?![0-9-]*$)[A-Za-z0-9-]{1,64}$")]
    private static partial Regex ReferenceForm();
}
