using System.CommandLine;
using System.Globalization;
using Platform.Cli.Rego;
using Platform.Rego.MutationTesting;

namespace Platform.Cli.Policy;

/// <summary><c>policy mutate</c>: makes the policies wrong in one place at a time and tells which mistakes their tests do not notice.</summary>
internal static class MutateCommand
{
    private const int ProgressEvery = 20;

    public static Command Create()
    {
        var folder = new Argument<string?>("folder") { Description = "A folder of Rego with its tests, as opa test takes it (default: policies/ of this repository)", Arity = ArgumentArity.ZeroOrOne };
        var only = new Option<string[]>("--only") { Description = "Change these files, or those below these folders, alone; all tests count. May be repeated", HelpName = "PATH" };
        var jobs = new Option<int>("--jobs", "-j") { Description = "How many mutants are tried at once; 0 for one per processor. The result does not depend on it", HelpName = "N" };
        var timeout = new Option<string>("--timeout") { Description = "How long one test may take before its mutant counts as timed out, such as 500ms or 10s", DefaultValueFactory = _ => "10s", HelpName = "TIME" };
        var least = new Option<double?>("--min-score") { Description = "Fail if the score, from 0 to 100, is less", HelpName = "SCORE" };
        var json = GlobalOptions.Json();
        var policies = new PolicyOptions(takesPaths: true);
        var command = new Command("mutate", "Mutation testing: makes the policies wrong in one place at a time (an expression negated or dropped, a constant changed, a check widened to everybody, …) and tells which of these mistakes no test notices. The score is the percentage of mistakes noticed, from 0 to 100; what is no valid policy, or is proven to decide nothing otherwise, does not count.\n\nExamples:\n  ./platform policy mutate\n  ./platform policy mutate --only policies/lib --min-score 90\n  ./platform policy mutate ../our-policies --json | jq '.survivors[] | {file, row, diff}'\n\nExit codes: 0 done, and the score is not below --min-score; 1 it is below, a test fails before anything is changed, or a wrong policy; 2 bad arguments or files, or no test or nothing to change.")
        {
            folder, only, jobs, timeout, least, json,
        };
        policies.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            if (parse.GetValue(least) is < 0 or > 100)
                throw new PolicyFilesException("--min-score must be between 0 and 100");
            if (parse.GetValue(jobs) < 0)
                throw new PolicyFilesException("--jobs must not be negative; 0 is one per processor");
            var files = policies.Read(parse, [parse.GetValue(folder) ?? Path.GetRelativePath(Environment.CurrentDirectory, PolicyCommand.Resolve(null))]);
            var mutation = Prepare(files, Options(parse.GetValue(only) ?? [], parse.GetValue(jobs), RegoDuration.Parse(parse.GetValue(timeout)!)), cancellation);
            if (mutation is null)
                return ExitCode.Failed;
            var report = mutation.Run(cancellation);
            var sources = files.Modules.ToDictionary(module => module.File, module => module.Source, StringComparer.Ordinal);
            if (parse.GetValue(json))
                Console.WriteLine(MutationText.Json(report, sources));
            else
                MutationText.Print(report, sources);
            if (parse.GetValue(least) is not { } wanted || report.Score >= wanted)
                return ExitCode.Ok;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the score is {report.Score}, less than {wanted}"));
            return ExitCode.Failed;
        })));
        return command;
    }

    private static MutationOptions Options(string[] only, int jobs, TimeSpan timeout)
    {
        foreach (var path in only)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new PolicyFilesException($"{path}: no such file or folder");
        }

        var chosen = only.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).ToList();
        return new MutationOptions
        {
            Jobs = jobs > 0 ? jobs : Environment.ProcessorCount,
            Timeout = timeout,
            Files = chosen.Count == 0 ? null : file => chosen.Any(path => Path.GetFullPath(file) == path || Path.GetFullPath(file).StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
        };
    }

    private static PolicyMutation? Prepare(PolicyFiles files, MutationOptions options, CancellationToken cancellation)
    {
        if (files.Modules.GroupBy(module => module.File).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new PolicyFilesException($"{twice.Key}: given twice");
        PolicyMutation? mutation = null;
        try
        {
            mutation = PolicyMutation.Of(files.Modules, files.Data, options with { Progress = Tell }, cancellation);
        }
        catch (TestsFailException fail)
        {
            foreach (var result in fail.Results)
                Console.Error.WriteLine($"{result.Test.File}:{result.Test.Row}: {result.Test} {(result.Error is null ? "fails" : $"errs: {result.Error}")}");
            Console.Error.WriteLine("mutants are told from the policy by tests that pass: mend these first");
            return null;
        }

        if (mutation.Tests == 0)
            throw new PolicyFilesException("there is no test (a rule named test_…), so there is nothing that could notice a mistake");
        if (mutation.Mutants.Count == 0)
            throw new PolicyFilesException("there is nothing to change in these files");
        Console.Error.WriteLine($"{mutation.Mutants.Count} mutants, {mutation.Tests} tests");
        return mutation;

        void Tell(int done)
        {
            var all = mutation!.Mutants.Count;
            if (done * ProgressEvery / all != (done - 1) * ProgressEvery / all && done < all)
                Console.Error.WriteLine($"{done} of {all} tried");
        }
    }
}
