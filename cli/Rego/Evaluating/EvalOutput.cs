using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Rego;
using Platform.Rego.Diagnostics;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>What <c>rego eval</c> found, in the formats of <c>opa eval</c>.</summary>
/// <param name="Expressions">The query's expressions.</param>
/// <param name="Solutions">Its solutions.</param>
internal sealed record EvalOutput(IReadOnlyList<QueryExpression> Expressions, IReadOnlyList<QuerySolution> Solutions)
{
    public static readonly string[] Formats = ["json", "values", "bindings", "pretty", "raw", "discard"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Timers in nanoseconds by OPA's names; null leaves them out.</summary>
    public IReadOnlyDictionary<string, long>? Metrics { get; init; }

    /// <summary>Time and evaluations by place, the most expensive first; null leaves them out.</summary>
    public IReadOnlyList<ProfiledExpression>? Profile { get; init; }

    /// <summary>The report of the lines evaluated; undefined leaves it out.</summary>
    public Val Coverage { get; init; }

    /// <summary>Errors of builtins that were taken as undefined, in OPA's form.</summary>
    public JsonArray? Errors { get; init; }

    public void Print(string format)
    {
        switch (format)
        {
            case "raw":
                foreach (var solution in Solutions)
                    Console.WriteLine(string.Join(' ', solution.Values.Select(value => value.Kind == ValKind.String ? value.AsString() : value.ToJson())));
                break;
            case "values":
                foreach (var solution in Solutions)
                    Console.WriteLine(new JsonArray([.. solution.Values.Select(Node)]).ToJsonString(Indented));
                break;
            case "bindings":
                foreach (var solution in Solutions)
                    Console.WriteLine(Node(solution.Bindings)!.ToJsonString(Indented));
                break;
            case "pretty":
                Console.Write(EvalTables.Of(this));
                break;
            default:
                Console.WriteLine(Json(discards: format == "discard").ToJsonString(Indented));
                break;
        }
    }

    /// <summary>The errors that kept a query from having a result, as <c>opa eval</c> writes them.</summary>
    public static void PrintErrors(Exception failed, TextWriter to) =>
        to.WriteLine(new JsonObject { ["errors"] = ErrorsOf(failed) }.ToJsonString(Indented));

    public static JsonObject ErrorOf(RegoEvaluationException failed) => Error(failed.Code, failed.Reason, failed.File, failed.Row, 0);

    public static string Pretty(Val value) => Node(value)?.ToJsonString(Indented) ?? "null";

    private static JsonArray ErrorsOf(Exception failed) => failed switch
    {
        RegoCompileException wrong => [.. wrong.Diagnostics.Select(diagnostic => Error(diagnostic.Code, diagnostic.Message, diagnostic.Span.File, diagnostic.Span.Row, diagnostic.Span.Column, diagnostic.Details))],
        RegoEvaluationException wrong => [ErrorOf(wrong)],
        _ => [new JsonObject { ["message"] = failed.Message }],
    };

    private static JsonObject Error(string code, string message, string file, int row, int col, IReadOnlyList<string>? details = null)
    {
        var error = new JsonObject { ["message"] = message, ["code"] = code };
        if (row > 0)
            error["location"] = new JsonObject { ["file"] = file == "<query>" ? "" : file, ["row"] = row, ["col"] = col };
        if (details is { Count: > 0 })
            error["details"] = new JsonArray([.. details.Select(line => JsonValue.Create(line))]);
        return error;
    }

    private JsonObject Json(bool discards)
    {
        var output = new JsonObject();
        if (Metrics is not null)
            output["metrics"] = new JsonObject(Metrics.Select(timer => KeyValuePair.Create(timer.Key, (JsonNode?)timer.Value)));
        if (Coverage.IsDefined)
            output["coverage"] = Node(Coverage);
        if (Errors is { Count: > 0 })
            output["errors"] = Errors.DeepClone();
        if (Solutions.Count > 0)
            output["result"] = discards ? "discarded" : new JsonArray([.. Solutions.Select(Result)]);
        if (Profile is not null)
            output["profile"] = new JsonArray([.. Profile.Select(one => one.Json())]);
        return output;
    }

    private JsonObject Result(QuerySolution solution)
    {
        var expressions = new JsonArray();
        foreach (var (expression, value) in Expressions.Zip(solution.Values))
        {
            expressions.Add(new JsonObject
            {
                ["value"] = Node(value),
                ["text"] = expression.Text,
                ["location"] = new JsonObject { ["row"] = expression.Row, ["col"] = expression.Col },
            });
        }
        var result = new JsonObject { ["expressions"] = expressions };
        if (solution.Bindings.Count > 0)
            result["bindings"] = Node(solution.Bindings);
        return result;
    }

    private static JsonNode? Node(Val value) => JsonNode.Parse(value.ToJson());
}
