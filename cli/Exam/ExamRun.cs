using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam;

/// <summary>The exam from the start of the platform to the report.</summary>
internal static class ExamRun
{
    public static async Task<int> RunAsync(ExamOptions options, CancellationToken cancellation)
    {
        var story = Story.For(options.Json);
        try
        {
            await using var running = await RunningPlatform.AttachOrStartAsync(options.State, options.Database, story, cancellation);
            using var platform = await PlatformUnderTest.ReadAsync(running.Api, running.State.Path, cancellation);
            using var scene = await ExamScene.PrepareAsync(platform, story, cancellation);
            var report = await ExamineAsync(options.Only, scene, story, cancellation);
            if (options.JUnit is { } file)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
                JUnitReport.Of(report).Save(file);
            }
            if (options.Json)
                Console.Out.WriteLine(report.ToJson());
            return report.IsGood && scene.Problems.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (Exception stopped) when (stopped is DemoException or PlatformStartException or SignInException or SvidUnavailableException or TokenUnavailableException)
        {
            story.Bad(stopped.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task<ExamReport> ExamineAsync(IReadOnlyList<string> only, ExamScene scene, Story story, CancellationToken cancellation)
    {
        story.Chapter("The exam");
        var results = new List<StepResult>();
        foreach (var step in Curriculum.Examined.Where(step => only.Count == 0 || only.Contains(step.Id)))
            results.Add(await ExamineAsync(step, scene, story, cancellation));
        results.AddRange(Curriculum.Unexamined.Where(step => only.Count == 0 || only.Contains(step.Id))
            .Select(step => new StepResult(step.Id, StepOutcome.NotRun, 0) { Told = [step.Reason] }));
        var report = new ExamReport([.. results.OrderBy(result => result.Id, StringComparer.Ordinal)]);
        var line = $"{report.Count(StepOutcome.Passed)} passed, {report.Count(StepOutcome.Leaked)} leaked, {report.Count(StepOutcome.Failed)} failed, "
            + $"{report.Count(StepOutcome.NotRun)} not run; {report.Steps.Sum(step => step.Attempts)} attempts";
        if (report.IsGood)
            story.Good(line);
        else
            story.Bad(line);
        return report;
    }

    private static async Task<StepResult> ExamineAsync(ExamStep step, ExamScene scene, Story story, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        var told = new List<string>();
        var examination = new Examination(step, [.. scene.Facts.Canaries], line =>
        {
            lock (told)
                told.Add(line);
        });
        StepResult result;
        try
        {
            await step.RunAsync(scene, examination, cancellation);
            result = examination.Result();
        }
        catch (NotRunException here)
        {
            told.Add(here.Message);
            result = new StepResult(step.Id, StepOutcome.NotRun, 0);
        }
        catch (Exception broke) when (broke is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // A step that breaks has proven nothing; the others can.
            told.Add($"the step broke off: {broke.GetType().Name}: {broke.Message}");
            result = examination.Result() with { Outcome = StepOutcome.Failed };
        }
        result = result with { Took = TimeProvider.System.GetElapsedTime(started), Told = told };
        Tell(step, result, story);
        return result;
    }

    private static void Tell(ExamStep step, StepResult result, Story story)
    {
        var line = $"{step.Id} {step.Attack}: {result.Outcome.ToString().ToLowerInvariant()}, {result.Attempts} attempts, {result.Took.TotalSeconds:0.0} s";
        if (result.Outcome is StepOutcome.Passed)
            story.Good(line);
        else if (result.Outcome is StepOutcome.NotRun)
            story.Say($"{line}: {string.Join(" ", result.Told)}");
        else
            story.Bad(line);
        if (result.Outcome is StepOutcome.Leaked or StepOutcome.Failed)
        {
            foreach (var fault in result.Told.Take(12))
                story.Bad($"  {fault}");
        }
    }
}
