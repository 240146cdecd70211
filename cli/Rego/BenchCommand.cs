using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary><c>rego bench</c>: times a query over a folder of policies.</summary>
internal static class BenchCommand
{
    private const string QueryFile = "query";
    private const string InputFile = "input.json";

    public static Command Create()
    {
        var subject = new Argument<string>("folder or query") { Description = "A folder with policies, and perhaps data.json, input.json and a file named query; or a query, with -d for the policies" };
        var query = new Option<string?>("--query") { Description = "What to evaluate in the folder; its file named query, or data, unless given", HelpName = "QUERY" };
        var input = new Option<string?>("--input", "-i") { Description = "JSON file with the input; the folder's input.json unless given", HelpName = "FILE" };
        var time = new Option<string>("--benchtime") { Description = "How long each row is measured", DefaultValueFactory = _ => "1s", HelpName = "TIME" };
        var count = new Option<int>("--count") { Description = "How often each row is measured; the fastest counts", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = GlobalOptions.Json();
        var policies = new PolicyOptions();
        var command = new Command("bench", "Times a query, warm and prepared: with the input as a value (prepared) and as JSON text that is read each time (raw-input).\n\nExamples:\n  ./platform bench --write folders && ./platform rego bench folders/rbac --json\n  ./platform rego bench -d policies -i input.json data.platform.decision\n\nThe rows of --json are [{\"name\",\"ns\",\"bytes\",\"opsPerSecond\"}]: nanoseconds and allocated bytes of one evaluation.\nExit codes: 0 measured; 1 policies that cannot be read or do not compile, or an evaluation that fails.")
        {
            subject, query, input, time, count, json,
        };
        policies.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(RegoExitCode.Error, () =>
        {
            var given = parse.GetValue(subject)!;
            var folder = Directory.Exists(given) ? given : null;
            var reading = policies.Reading(parse) with { IgnoreTests = true };
            var inputFile = parse.GetValue(input) ?? (folder is not null && File.Exists(Path.Combine(folder, InputFile)) ? Path.Combine(folder, InputFile) : null);
            // What lies in the folder to be asked about is no policy data.
            var files = folder is null ? policies.Read(parse, ignoreTests: true) : PolicyFiles.Read([folder], reading with { Ignore = [.. reading.Ignore, InputFile] });
            var text = folder is null ? given : parse.GetValue(query) ?? Asked(folder);
            var prepared = policies.Compile(parse, files).PrepareQuery(text);
            var raw = inputFile is null ? null : File.ReadAllBytes(inputFile);
            var document = inputFile is null ? Val.Undefined : DataFile.ReadInput(inputFile);
            var name = folder is null ? text : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            var measure = new Measurement(RegoDuration.Parse(parse.GetValue(time)!), Math.Max(1, parse.GetValue(count)), cancellation);
            var rows = new List<BenchRow> { measure.Of($"{name}/prepared", () => prepared.EvaluateAll(document)) };
            if (raw is not null)
                rows.Add(measure.Of($"{name}/raw-input", () => prepared.EvaluateAll(Val.Parse(raw))));
            if (parse.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
            else
                rows.ForEach(row => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Name,-40} {row.Ns,12:N1} ns/op {row.Bytes,10:N0} B/op {row.OpsPerSecond,14:N0} op/s")));
            return RegoExitCode.Ok;
        })));
        return command;
    }

    private static string Asked(string folder)
    {
        var file = Path.Combine(folder, QueryFile);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "data";
    }
}
