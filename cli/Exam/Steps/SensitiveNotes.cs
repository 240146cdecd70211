using System.Text.Json.Nodes;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>A note that its label keeps from everybody but the practice: looked for in the list of a clinician who treats the patient.</summary>
internal static class SensitiveNotes
{
    private const string Text = "Written by the exam, very restricted.";

    public static ExamStep Step { get; } = new(
        "E24", "a related clinician lists the notes, before and after a very restricted one is written, and asks for it by its id", "absent, and neither a count nor a page tells; 404 by id", ["PD-05"], RunAsync)
    {
        LeavesOut = "a recorded objection: none can be recorded yet",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var notes = $"{scene.Record}/notes";
        var before = await scene.AskAsync(scene.People.Consultant, "GET", notes, cancellation);
        examination.RequireAnswered("the clinician's list", before);
        foreach (var label in new[] { "gender-reassignment", "termination-of-pregnancy" })
        {
            var written = await scene.AskAsync(scene.People.Gp, "POST", notes, cancellation,
                new JsonObject { ["kind"] = "consultation", ["title"] = "Confidential", ["text"] = Text, ["labels"] = new JsonArray(label) }.ToJsonString());
            examination.RequireAnswered($"the practice's writing of a note labelled {label}", written);
            var id = (string)JsonNode.Parse(written.Body)!["id"]!;
            var practice = await scene.AskAsync(scene.People.Gp, "GET", notes, cancellation);
            examination.Require("the practice's own list has it", practice.Body.Contains(id, StringComparison.Ordinal), practice.Body);

            var after = await scene.AskAsync(scene.People.Consultant, "GET", notes, cancellation);
            examination.Judge($"the list after a note labelled {label}", after.Body == before.Body, "it has changed");
            examination.Judge("the length of the answer", Length(after) == Length(before), $"{Length(before)} and {Length(after)} bytes");
            var by = await scene.AskAsync(scene.People.Consultant, "GET", $"{notes}/{id}", cancellation);
            var nobody = await scene.AskAsync(scene.People.Consultant, "GET", $"{notes}/{Guid.NewGuid()}", cancellation);
            await examination.TryAsync("the note by its id", _ => Task.FromResult(by), cancellation, 404);
            examination.Judge("its answer beside that of a note that does not exist", by.Body.Length == nobody.Body.Length && by.Status == nobody.Status, $"{by} and {nobody}");
            var onwards = await scene.AskAsync(scene.People.Consultant, "GET", $"{notes}?after={id}", cancellation);
            examination.Judge("a page that goes on behind it", onwards.Status == 400, onwards.ToString());
        }
    }

    private static string Length(Answer answer) => answer.Headers.GetValueOrDefault("content-length", "none");
}
