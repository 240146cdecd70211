using System.CommandLine;
using Platform.Cli.Running;
using Platform.Cli.Tests;

namespace Platform.Cli;

/// <summary><c>test</c>: runs every test program of the checkout and closes with one line that counts them all.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var only = new Option<string[]>("--only") { Description = "Run these test projects alone, for example --only Rego.Tests", AllowMultipleArgumentsPerToken = true };
        var configuration = new Option<string>("--configuration") { Description = "The build to run", DefaultValueFactory = _ => "Debug" };
        var list = new Option<bool>("--list") { Description = "Name the test projects and run nothing" };
        var arguments = new Argument<string[]>("arguments") { Description = "Passed on to each test program, for example -- -class Platform.Tidy.Tests.Repository", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("test", "Runs every test project; the last line is 'N passed, N failed, N skipped'. Reports (CTRF, JUnit) are written to artifacts/test-results.\n\n"
            + "Examples:\n  ./platform test\n  ./platform test --only Rego.Tests Tidy.Tests\n  ./platform test --only Platform.Tests -- -namespace Platform.Platform.Tests.Records\n\n"
            + "Exit codes: 0 all passed, 1 a test failed or none ran, 2 not built or not found.")
        {
            only, configuration, list, arguments,
        };
        command.SetAction((parse, cancellation) => RunAsync(
            parse.GetValue(only) ?? [], parse.GetValue(configuration)!, parse.GetValue(list), parse.GetValue(arguments) ?? [], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] only, string configuration, bool list, string[] arguments, CancellationToken cancellation)
    {
        var root = Repository.Root;
        var names = TestAssembly.Names(root);
        var unknown = only.Except(names).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine($"no test project named {string.Join(", ", unknown)}; there are {string.Join(", ", names)}");
            return 2;
        }
        var chosen = only.Length == 0 ? names : names.Where(only.Contains).ToList();
        if (list)
        {
            foreach (var name in chosen)
                Console.WriteLine(name);
            return 0;
        }
        List<TestAssembly> assemblies;
        try
        {
            assemblies = chosen.Select(name => TestAssembly.Built(root, name, configuration)).ToList();
        }
        catch (FileNotFoundException missing)
        {
            Console.Error.WriteLine(missing.Message);
            return 2;
        }

        var folder = Directory.CreateDirectory(Path.Combine(root, "artifacts", "test-results")).FullName;
        var results = new List<TestResult>();
        foreach (var assembly in assemblies)
        {
            Console.WriteLine($"── {assembly.Name} ({results.Count + 1} of {assemblies.Count})");
            results.Add(await assembly.RunAsync(arguments, folder, cancellation));
            Console.WriteLine(results[^1]);
        }
        Console.WriteLine();
        foreach (var result in results)
            Console.WriteLine(result);
        var (passed, failed, skipped) = (results.Sum(result => result.Passed), results.Sum(result => result.Failed), results.Sum(result => result.Skipped));
        Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        return failed == 0 && passed > 0 ? 0 : 1;
    }
}
