using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Reading;

/// <summary>The ServiceRequest alone, by the id that was issued here.</summary>
internal static class ReadServiceRequestEndpoint
{
    public const string Action = "referrals.referral.read";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ServiceRequest/{id}", HandleAsync).RequirePolicy(Action).WithFhirErrors().WithReadHeaders();

    public static async Task<IResult> HandleAsync(string id, HttpContext http, ReferralsDb db, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(id, "D", out _))
            return FhirAnswer.Of(FhirRefusal.BadRequest("value", "http.id", "the id is not a UUID"));
        var organisation = http.Person().Organisation;
        var stored = await db.Referrals.AsNoTracking()
            .Where(referral => referral.Id == id)
            .Where(referral => referral.ReferringOrganisation == organisation
                || referral.SubmittingOrganisation == organisation
                || referral.ReceivingOrganisation == organisation)
            .Select(referral => referral.ServiceRequest)
            .SingleOrDefaultAsync(cancellation);
        if (stored is null)
            return TypedResults.NotFound();
        var request = JsonNode.Parse(stored)!.AsObject();
        http.Decision().Shows(request.Select(member => member.Key));
        return new FhirAnswer(request);
    }
}
