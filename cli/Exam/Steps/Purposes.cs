namespace Platform.Cli.Exam.Steps;

/// <summary>A purpose of use that the role may not have, and a relationship that the caller only says there is.</summary>
internal static class Purposes
{
    public static ExamStep Step { get; } = new(
        "E23", "the booking office asserts TREAT; anybody asserts HMARKT; a relationship is asserted by header and body", "403; 404 for the relationship", ["PD-03", "PD-04"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var people = scene.People;
        foreach (var purpose in new[] { "TREAT", "ETREAT", "BTG", "HMARKT" })
        {
            await examination.TryAsync($"the booking office for {purpose}", cancel => scene.AskAsync(people.Booking, "GET", scene.Record, cancel, null, ("purpose-of-use", purpose)), cancellation, 403);
            await examination.TryAsync($"the booking office's list for {purpose}", cancel => scene.AskAsync(people.Booking, "GET", "/referrals", cancel, null, ("purpose-of-use", purpose)), cancellation, 403);
        }
        foreach (var purpose in new[] { "HMARKT", "HRESCH", "BTG", "treat", "TREAT,HMARKT", "" })
            await examination.TryAsync($"the consultant for '{purpose}'", cancel => scene.AskAsync(people.Consultant, "GET", scene.Record, cancel, null, ("purpose-of-use", purpose)), cancellation, 403, 400);
        await examination.TryAsync("a purpose twice",
            cancel => scene.AskAsync(people.Consultant, "GET", scene.Record, cancel, null, ("purpose-of-use", "TREAT"), ("purpose-of-use", "HMARKT")), cancellation, 403, 400);

        (string, string)[] claims = [("x-relationship", "treating"), ("x-care-team", "RXX01"), ("x-organisation", "RXX01"), ("NHSD-End-User-Organisation-ODS", "RXX01"), ("x-referral-id", scene.Facts.ReferralId)];
        foreach (var claim in claims)
            await examination.TryAsync($"the unrelated clinician with {claim.Item1}", cancel => scene.AskAsync(people.Unrelated, "GET", scene.Record, cancel, null, claim), cancellation, 404);
        await examination.TryAsync("a relationship in the body", cancel => scene.AskAsync(people.Unrelated, "POST", $"{scene.Record}/notes", cancel,
            """{"kind":"advice","title":"t","text":"t","relationship":{"kind":"treating","organisation":"RYY02"}}"""), cancellation, 404, 400);
        examination.RequireAnswered("the consultant's own purpose", await scene.AskAsync(people.Consultant, "GET", scene.Record, cancellation, null, ("purpose-of-use", "TREAT")));
    }
}
