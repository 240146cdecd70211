using System.Text.RegularExpressions;
using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>The case that gave the exam its name: somebody on the network asks, and says nothing of who they are.</summary>
internal static partial class AnonymousCalls
{
    private const int IdsTried = 500;

    public static ExamStep Step { get; } = new(
        "E01", "no credential: every operation at the edge, then the patients 1 to 500", "401 each", ["ID-01"], RunAsync)
    {
        LeavesOut = "the alert within 60 s: nothing raises alerts yet (DE-03)",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var routes = scene.Platform.Inventories.Where(inventory => inventory.Url("browser") is not null)
            .SelectMany(inventory => inventory.Routes.Where(route => route is { Listener: "browser", Label: "policy" }).Select(route => (inventory, route)));
        await examination.TryAsync(routes.Select(pair => Attempts.Of(Step, $"{pair.inventory.Process} {pair.route.Method} {pair.route.Pattern}",
            token => AskAsync(scene, pair.inventory, pair.route, token), 401)), cancellation);
        await examination.TryAsync(Enumerable.Range(1, IdsTried).Select(id => Attempts.Of(Step, $"patient {id}",
            token => scene.AskAsync(null, "GET", $"/patients/{id}", token), 401)), cancellation);
        examination.RequireAnswered("the same with a sign-in", await scene.AskAsync(scene.People.Consultant, "GET", scene.Record, cancellation));
    }

    private static Task<Answer> AskAsync(ExamScene scene, Inventory process, Inventory.Route route, CancellationToken cancellation)
    {
        var path = Parameter().Replace(route.Pattern, scene.Facts.PatientId);
        var shot = route.Method is "GET" or "DELETE" ? new Shot(path) : new Shot(path, "{}");
        return Answer.OfAsync(scene.Gateway, shot.At(new Uri(process.Url("browser") + path), route.Method), cancellation);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
