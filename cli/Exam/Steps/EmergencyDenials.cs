using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.Cli.Demo.Breach;
using Platform.Cli.SignIn;

namespace Platform.Cli.Exam.Steps;

/// <summary>Closing in an emergency: by whom, how fast, of what, and that it opens again.</summary>
internal static class EmergencyDenials
{
    private const string Denials = "/policies/denials";
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static ExamStep Step { get; } = new(
        "E56", "a clinician, an auditor and an operator with a weak sign-in close an action; an operator does, and its reader goes on", "refused; closed within 30 s, and nothing else is", ["PO-07", "ID-11"], RunAsync)
    {
        LeavesOut = "an enforcement point that is held back (PO-08), publishing and a change of roles by one person (PO-06, OP-06)",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var notes = $"{scene.Record}/notes";
        examination.RequireAnswered("the clinician's list of notes", await scene.AskAsync(scene.People.Consultant, "GET", notes, cancellation));
        foreach (var (who, person) in new[] { ("a clinician", scene.People.Consultant), ("an auditor", scene.People.Auditor) })
            await examination.TryAsync($"closing, as {who}", cancel => scene.AskAsync(person, "POST", Denials, cancel, Closing()), cancellation, 403);
        var cli = await scene.Platform.VisitAsync("cli", cancellation);
        using var weak = await PersonaSession.SignInAsync(cli, scene.Platform.IdentityBrowser, "operator", cancellation: cancellation);
        await examination.TryAsync("closing, as an operator without a strong sign-in", cancel => scene.AskAsync(weak, "POST", Denials, cancel, Closing()), cancellation, 401);

        using var strong = await PersonaSession.SignInAsync(cli, scene.Platform.IdentityBrowser, "operator", "aal3", cancellation: cancellation);
        var closed = await scene.AskAsync(strong, "POST", Denials, cancellation, Closing());
        examination.RequireAnswered("an operator's closing", closed);
        var id = closed.IsSuccess ? (string)JsonNode.Parse(closed.Body)!["id"]! : "none";
        try
        {
            var refused = await WithinAsync(async () => await scene.AskAsync(scene.People.Consultant, "GET", notes, cancellation), answer => !answer.IsSuccess, cancellation);
            await examination.TryAsync("reading what was closed 30 s ago at most", _ => Task.FromResult(refused), cancellation, 403);
            await examination.TryAsync("lifting, as a clinician", cancel => scene.AskAsync(scene.People.Consultant, "DELETE", $"{Denials}/{id}", cancel), cancellation, 403);
            await examination.TryAsync("lifting, without a strong sign-in", cancel => scene.AskAsync(weak, "DELETE", $"{Denials}/{id}", cancel), cancellation, 401);
            examination.RequireAnswered("the record beside it", await scene.AskAsync(scene.People.Consultant, "GET", scene.Record, cancellation));
        }
        finally
        {
            // The exam leaves nothing closed, whatever came of it.
            examination.RequireAnswered("the lifting", await scene.AskAsync(strong, "DELETE", $"{Denials}/{id}", CancellationToken.None));
        }

        examination.RequireAnswered("the list when it is open again", await WithinAsync(
            async () => await scene.AskAsync(scene.People.Consultant, "GET", notes, cancellation), answer => answer.IsSuccess, cancellation));
    }

    // The last answer, once it is as wished or the promised time is over.
    private static async Task<Answer> WithinAsync(Func<Task<Answer>> ask, Func<Answer, bool> wished, CancellationToken cancellation)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, cancellation))
        {
            var answer = await ask();
            if (wished(answer) || Stopwatch.GetElapsedTime(started) > Promised)
                return answer;
        }
    }

    private static string Closing() => new JsonObject { ["action"] = "records.note.list", ["workload"] = "*", ["reason"] = "The exam closes it." }.ToJsonString();
}
