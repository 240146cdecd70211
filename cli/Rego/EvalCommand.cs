using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary><c>rego eval</c>: evaluates a query and prints its results in the shape of <c>opa eval</c>.</summary>
internal static class EvalCommand
{
    private const string Whole = "result__";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var query = new Argument<string>("query") { Description = "For instance data.example.allow, or x := 1; y := x + 1" };
        var input = new Option<string?>("--input", "-i") { Description = "JSON file with the input", HelpName = "FILE" };
        var stdin = new Option<bool>("--stdin-input", "-I") { Description = "Read the input from standard input" };
        var format = new Option<string>("--format", "-f") { Description = "json, values, bindings, pretty or raw", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "values", "bindings", "pretty", "raw");
        var fail = new Option<bool>("--fail") { Description = "Exit with 1 if the result is undefined or empty" };
        var failDefined = new Option<bool>("--fail-defined") { Description = "Exit with 1 if there is a result" };
        var strictErrors = new Option<bool>("--strict-builtin-errors") { Description = "An error of a builtin ends the evaluation" };
        var explain = new Option<bool>("--explain") { Description = "Tell on standard error which rules were asked and where each body ended" };
        var policies = new PolicyOptions();
        var command = new Command("eval", "Evaluates a query.\n\nExamples:\n  ./platform rego eval '1 + 2'\n  ./platform rego eval -d policies -i input.json data.platform.decision\n  ./platform rego eval -f pretty -d policies 'data.platform.roles[role].title = title'")
        {
            query, input, stdin, format, fail, failDefined, strictErrors, explain,
        };
        policies.AddTo(command);
        command.SetAction(parse => RegoCommand.Guard(RegoExitCode.EvaluationError, () =>
        {
            var policy = policies.Compile(parse, policies.Read(parse), print: true);
            var document = parse.GetValue(stdin) ? DataFile.Input("standard input", Console.In.ReadToEnd())
                : parse.GetValue(input) is { } file ? DataFile.ReadInput(file) : Val.Undefined;
            var options = new EvaluationOptions { Print = Console.Error.WriteLine, StrictBuiltinErrors = parse.GetValue(strictErrors) };
            if (parse.GetValue(explain))
                Console.Error.Write(Prepare(policy, parse.GetValue(query)!).Query.Explain(document, options with { Print = null }));
            var results = Evaluate(policy, parse.GetValue(query)!, document, options);
            Print(results, parse.GetValue(query)!, parse.GetValue(format)!);
            return (parse.GetValue(fail) && results.Count == 0) || (parse.GetValue(failDefined) && results.Count > 0) ? ExitCode.Failed : ExitCode.Ok;
        }));
        return command;
    }

    // A query that is one term has that term's value as its result; any other has bindings alone.
    private static (PreparedQuery Query, bool IsTerm) Prepare(RegoPolicy policy, string query)
    {
        try
        {
            return (policy.PrepareQuery($"{Whole} = {query}"), true);
        }
        catch (RegoCompileException)
        {
            return (policy.PrepareQuery(query), false);
        }
    }

    private static IReadOnlyList<(Val Value, Val Bindings)> Evaluate(RegoPolicy policy, string query, Val input, EvaluationOptions options)
    {
        var (prepared, isTerm) = Prepare(policy, query);
        return [.. prepared.EvaluateAll(input, options).Select(bindings => isTerm ? (bindings[Whole], Without(bindings)) : (Val.True, bindings))];
    }

    private static Val Without(Val bindings)
    {
        var pairs = new List<(Val, Val)>();
        foreach (var key in bindings.Keys)
        {
            if (key.AsString() != Whole)
                pairs.Add((key, bindings.Get(key)));
        }
        return Val.ObjectOf([.. pairs]);
    }

    private static void Print(IReadOnlyList<(Val Value, Val Bindings)> results, string query, string format)
    {
        switch (format)
        {
            case "raw":
                foreach (var (value, _) in results)
                    Console.WriteLine(value.Kind == ValKind.String ? value.AsString() : value.ToJson());
                break;
            case "values":
                Console.WriteLine(new JsonArray([.. results.Select(result => JsonNode.Parse(result.Value.ToJson()))]).ToJsonString(Indented));
                break;
            case "bindings":
                Console.WriteLine(new JsonArray([.. results.Select(result => JsonNode.Parse(result.Bindings.ToJson()))]).ToJsonString(Indented));
                break;
            case "pretty":
                Console.WriteLine(results.Count == 0 ? "undefined" : string.Join('\n', results.Select(Pretty)));
                break;
            default:
                Console.WriteLine(Json(results, query).ToJsonString(Indented));
                break;
        }
    }

    private static string Pretty((Val Value, Val Bindings) result) =>
        JsonNode.Parse((result.Bindings.Count > 0 ? result.Bindings : result.Value).ToJson())?.ToJsonString(Indented) ?? "null";

    private static JsonObject Json(IReadOnlyList<(Val Value, Val Bindings)> results, string query)
    {
        var list = new JsonArray();
        foreach (var (value, bindings) in results)
        {
            var item = new JsonObject
            {
                ["expressions"] = new JsonArray(new JsonObject
                {
                    ["value"] = JsonNode.Parse(value.ToJson()),
                    ["text"] = query,
                    ["location"] = new JsonObject { ["row"] = 1, ["col"] = 1 },
                }),
            };
            if (bindings.Count > 0)
                item["bindings"] = JsonNode.Parse(bindings.ToJson());
            list.Add(item);
        }
        return list.Count == 0 ? [] : new JsonObject { ["result"] = list };
    }
}
