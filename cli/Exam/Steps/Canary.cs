using Platform.Cli.Demo;

namespace Platform.Cli.Exam.Steps;

/// <summary>The patient of the journey is looked for in every file that the platform wrote, after everything else was tried.</summary>
internal static class Canary
{
    public static ExamStep Step { get; } = new(
        "E44", "the patient of all that was played and attacked is searched for in queues, logs, traces, spools and caches", "found in the databases that are for it, and nowhere else", ["DM-06"], RunAsync);

    private static Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var report = CanarySearch.Run(scene.Platform.State, scene.Facts.Family, [scene.Facts.NhsNumber, scene.Facts.NoteText]);
        examination.Require("the search finds the patient where they belong", report.FoundWhereItBelongs, "it found them nowhere");
        foreach (var hit in report.Hits)
            examination.Judge(hit, false, "it lies there");
        examination.Judge($"{report.Files} files", report.Hits.Count == 0, $"{report.Hits.Count} hits");
        return Task.CompletedTask;
    }
}
