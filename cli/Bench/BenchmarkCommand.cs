using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.Bench.Scenarios;
using Platform.Cli.Rego;

namespace Platform.Cli.Bench;

/// <summary><c>bench</c>: how long decisions take.</summary>
internal static class BenchmarkCommand
{
    public static Command Create()
    {
        var json = GlobalOptions.Json();
        var only = new Option<string?>("--only") { Description = "Names of rows, separated by commas; * stands for anything", HelpName = "NAMES" };
        var time = new Option<string>("--benchtime") { Description = "How long each row is measured", DefaultValueFactory = _ => "1s", HelpName = "TIME" };
        var count = new Option<int>("--count") { Description = "How often each row is measured; the fastest counts", DefaultValueFactory = _ => 3, HelpName = "N" };
        var write = new Option<string?>("--write") { Description = "Write the policies as folders, to time them with `rego bench` or with another engine, and measure nothing", HelpName = "DIR" };
        var command = new Command("bench", """
            Times decisions of the engine, warm and prepared, after each has given the right answer once. Nothing else should run on the machine: compare rows
            of one run with each other, not single figures of two.

            Examples:
              platform bench
              platform bench --only 'abac-*,zero-trust' --count 5
              platform bench --json > before.json
              platform bench --write /tmp/folders && platform rego bench /tmp/folders/zero-trust

            The rows of --json are [{"name","ns","bytes","opsPerSecond"}]: nanoseconds and allocated bytes of one operation. hot-swap-p99 is the slowest
            hundredth; thread-scaling/N tells N threads together, without bytes; enforcement/PART is a part of what a service does before it answers,
            proof with the making of the proof; replay is one decision of a log, on all cores.
            Exit codes: 0 measured; 1 a policy gave a wrong answer; 2 no row has that name.
            """) { only, time, count, write, json };
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            if (parse.GetValue(write) is { } folder)
                return Write(folder);
            var rows = Measurements.All().Where(row => IsWanted(row.Name, parse.GetValue(only))).ToList();
            if (rows.Count == 0)
            {
                Console.Error.WriteLine($"no row is called {parse.GetValue(only)}; there are {string.Join(", ", Measurements.All().Select(row => row.Name))}");
                return ExitCode.BadArguments;
            }
            return Measure(rows, RegoDuration.Parse(parse.GetValue(time)!), Math.Max(1, parse.GetValue(count)), parse.GetValue(json), cancellation);
        })));
        return command;
    }

    private static int Measure(
        IReadOnlyList<(string Name, Func<Measurement, TimeSpan, CancellationToken, BenchRow> Run)> rows, TimeSpan time, int count, bool json, CancellationToken cancellation)
    {
        var measure = new Measurement(time, count, cancellation);
        var measured = new List<BenchRow>();
        try
        {
            foreach (var (name, run) in rows)
            {
                if (json)
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured.Count + 1}/{rows.Count} {name}"));
                var row = run(measure, time, cancellation);
                measured.Add(row);
                if (!json)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Name,-24} {row.Ns,14:N1} ns {row.Bytes,12:N0} B {row.OpsPerSecond,14:N0} op/s"));
            }
        }
        catch (BenchException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return ExitCode.Failed;
        }
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(measured, JsonSerializerOptions.Web));
        return ExitCode.Ok;
    }

    private static int Write(string folder)
    {
        foreach (var scenario in Catalogue.All)
            scenario.Write(Path.Combine(folder, scenario.Name));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Catalogue.All.Count} folders in {folder}"));
        return ExitCode.Ok;
    }

    private static bool IsWanted(string name, string? only) => only is null
        || only.Split(',').Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Trim(), name));
}
