using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Seeding;
using Platform.Tests.Domain;

namespace Platform.Tests.Records;

/// <summary>Relationships open, hold and end.</summary>
public abstract class Relationships<TRecords>(TRecords records) : IClassFixture<TRecords> where TRecords : RunningRecords
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_for_a_referral_once()
    {
        var request = Request(SyntheticId.Of("patient", 4), Guid.NewGuid().ToString("D"));
        using var referrals = records.Service.For(TestPerson.Gp, through: "referrals");

        var first = await OpenAsync(referrals, request);
        var again = await OpenAsync(referrals, request);

        Assert.Equal(2, first.Count);
        Assert.Equal(first.Order(), again.Order());
    }

    [Fact]
    public async Task Let_the_receiver_read_until_they_end()
    {
        var patient = SyntheticId.Of("patient", 8);
        using var referrals = records.Service.For(TestPerson.Consultant, through: "referrals");
        using var opening = records.Service.For(TestPerson.Gp, through: "referrals");
        using var consultant = records.Service.For(TestPerson.Consultant);
        await OpenAsync(opening, Request(patient, Guid.NewGuid().ToString("D")));
        var receiving = await records.LookAsync(db => db.Relationships.SingleAsync(row => row.PatientId == patient && row.Organisation == "RXX01", Cancellation));

        var open = await consultant.GetAsync($"/patients/{patient}", Cancellation);
        var closed = await referrals.DeleteAsync($"/relationships/{receiving.Id}", Cancellation);
        var after = await consultant.GetAsync($"/patients/{patient}", Cancellation);
        var twice = await referrals.DeleteAsync($"/relationships/{receiving.Id}", Cancellation);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (open.StatusCode, closed.StatusCode, after.StatusCode, twice.StatusCode));
    }

    [Fact]
    public async Task Do_not_show_very_restricted_notes_nor_count_them()
    {
        // Patient 20 has a note about termination of pregnancy or the like: the labels go round in order, five patients apart.
        var index = Enumerable.Range(0, SyntheticPeople.Count).First(index =>
            SyntheticPeople.Notes().Any(note => note.PatientId == SyntheticId.Of("patient", index) && note.Confidentiality == "V") && index % 4 == 0);
        var patient = SyntheticId.Of("patient", index);
        var withheld = await records.LookAsync(db => db.Notes.SingleAsync(note => note.PatientId == patient && note.Confidentiality == "V", Cancellation));
        using var opening = records.Service.For(TestPerson.Gp, through: "referrals");
        await OpenAsync(opening, Request(patient, Guid.NewGuid().ToString("D")));
        using var consultant = records.Service.For(TestPerson.StrongConsultant);
        using var gp = records.Service.For(TestPerson.Gp);

        var seen = (await consultant.GetFromJsonAsync<Page<NoteSummary>>($"/patients/{patient}/notes", Cancellation))!;
        var all = (await gp.GetFromJsonAsync<Page<NoteSummary>>($"/patients/{patient}/notes", Cancellation))!;
        var direct = await consultant.GetAsync($"/patients/{patient}/notes/{withheld.Id}", Cancellation);

        Assert.DoesNotContain(seen.Items, note => note.Id == withheld.Id);
        Assert.Contains(all.Items, note => note.Id == withheld.Id);
        Assert.Equal(all.Items.Count - 1, seen.Items.Count);
        Assert.Equal(HttpStatusCode.NotFound, direct.StatusCode);
    }

    [Theory]
    [InlineData("not-a-code!", "referral-receiver")]
    [InlineData("RXX01", "registration")]
    public async Task Are_refused_when_malformed(string organisation, string kind)
    {
        using var referrals = records.Service.For(TestPerson.Gp, through: "referrals");
        var request = new OpenRelationships(SyntheticId.Of("patient", 4), Guid.NewGuid().ToString("D"), [new(organisation, kind)]);

        using var answer = await referrals.PostAsJsonAsync("/relationships", request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static OpenRelationships Request(string patient, string referral) => new(
        patient, referral, [new("A81001", RelationshipKinds.ReferralSender), new("RXX01", RelationshipKinds.ReferralReceiver)]);

    private static async Task<IReadOnlyList<string>> OpenAsync(HttpClient client, OpenRelationships request)
    {
        using var answer = await client.PostAsJsonAsync("/relationships", request, Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<OpenedRelationships>(Cancellation))!.RelationshipIds;
    }
}
