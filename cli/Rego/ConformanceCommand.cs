using System.CommandLine;
using Platform.Rego;
using Platform.Rego.Conformance;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary><c>rego conformance</c>: holds the engine against a folder of OPA's cases.</summary>
internal static class ConformanceCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A folder of JSON files with cases, as OPA's suite has them" };
        var filter = new Option<string?>("--filter") { Description = "Run the cases whose note contains this text", HelpName = "TEXT" };
        var command = new Command("conformance", "Runs OPA's conformance cases. Each failure is a line; the last line is 'N passed, N failed'.\n\nExample:\n  ./platform rego conformance ../opa/v1/test/cases-json\n\nExit codes: 0 all passed, 1 one failed or there is none, 2 a folder or file that cannot be read.")
        {
            folder, filter,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() => Run(parse.GetValue(folder)!, parse.GetValue(filter), cancellation))));
        return command;
    }

    private static int Run(string folder, string? filter, CancellationToken cancellation)
    {
        var (passed, failed) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var json in Read(file)["cases"].Items.ToArray())
            {
                var one = new ConformanceCase(Path.GetFileName(Path.GetDirectoryName(file)!), json);
                if (filter is not null && !one.Note.Contains(filter, StringComparison.Ordinal))
                    continue;
                if (Problem(one, cancellation) is { } problem)
                {
                    failed++;
                    Console.WriteLine($"FAILED {one.Note}: {problem.ReplaceLineEndings(" ")}");
                }
                else
                {
                    passed++;
                }
            }
        }
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 && passed > 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static Val Read(string file)
    {
        try
        {
            return Val.Parse(File.ReadAllBytes(file));
        }
        catch (JsonFormatException broken)
        {
            throw new PolicyFilesException($"{file}: {broken.Message}", broken);
        }
    }

    private static string? Problem(ConformanceCase one, CancellationToken cancellation)
    {
        try
        {
            var modules = one.Modules.Select((source, index) => new RegoModule($"test-{index}.rego", source));
            var query = RegoPolicy.Compile(modules, one.Data, SuiteHost.Options).PrepareQuery(one.Query);
            return one.Judge(query.EvaluateAll(one.Input, new EvaluationOptions { StrictBuiltinErrors = one.StrictErrors }, cancellation), null);
        }
        catch (RegoEvaluationException failed) when (!cancellation.IsCancellationRequested)
        {
            return one.Judge(null, failed);
        }
        catch (Exception wrong) when (wrong is RegoCompileException or PlanFormatException or FormatException)
        {
            return wrong.Message;
        }
    }
}
