using System.CommandLine;
using System.Text.Json.Nodes;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Partial;
using Platform.Rego.Values;

namespace Platform.Cli.Policy;

/// <summary><c>policy filter</c>: which rows a caller may see, as a condition for whoever holds them.</summary>
internal static class FilterCommand
{
    public static Command Create()
    {
        var action = new Argument<string>("action") { Description = "An action, such as records.note.list, or a reference, such as data.app.allow" };
        var input = new Option<string>("--input", "-i") { Description = "The decision input without its unknown part: who asks, what for, in which context", HelpName = "FILE", Required = true };
        var candidate = new Option<string?>("--policies", "-d") { Description = "A folder or bundle of policies (default: policies/ of this repository)", HelpName = "PATH" };
        var unknown = new Option<string>("--unknown") { Description = "The part of the input that is a row", DefaultValueFactory = _ => "input.resource.facts", HelpName = "REF" };
        var notNull = new Option<string[]>("--not-null") { Description = "A field that is never null, so that UCAST says nothing of it; may be repeated", HelpName = "FIELD" };
        var format = new Option<string>("--format", "-f") { Description = "text, ucast, postgresql, sqlite or queries (as OPA's compile API)", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "ucast", "postgresql", "sqlite", "queries");
        var json = GlobalOptions.Json();
        var command = new Command("filter", "Evaluates a policy while a part of the input, a row, is unknown, and prints the condition that is left: as UCAST, as SQL with parameters, as OPA's queries. What no condition over rows says is an error with the place, and no filter.\n\nExamples:\n  ./platform policy filter referrals.referral.submit --input call.json\n  ./platform policy filter data.app.allow -d app/ --unknown input.row -i user.json --format postgresql\n  ./platform policy filter records.note.list -i call.json --json | jq .ucast\n\nExit codes: 0 there is a condition; 1 no row is permitted, there is no filter for this policy, or a wrong policy; 2 bad arguments or files.")
        {
            action, input, candidate, unknown, notNull, format, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            var files = PolicyFiles.Read([PolicyCommand.Resolve(parse.GetValue(candidate))], new PolicyReading(RegoVersion.V1) { IgnoreTests = true });
            var (asked, question) = (parse.GetValue(action)!, DataFile.ReadInput(parse.GetValue(input)!));
            var isReference = asked.StartsWith("data.", StringComparison.Ordinal);
            if (!isReference && question["action"] != Val.From(asked))
                throw new PolicyFilesException($"{parse.GetValue(input)}: its action is {(question["action"].IsDefined ? question["action"].ToJson() : "missing")}, not {asked}");
            try
            {
                var condition = PartialEvaluation.Of(RegoPolicy.Compile(files.Modules, files.Data), isReference ? asked : "data.platform.decision.allow", parse.GetValue(unknown)!).Condition(question, cancellation);
                Func<string, bool> neverNull = (parse.GetValue(notNull) ?? []).Contains;
                Console.WriteLine(parse.GetValue(json) ? Json(condition, neverNull, parse.GetValue(unknown)!) : Shown(condition, neverNull, parse.GetValue(format)!, parse.GetValue(unknown)!));
                return condition.IsNever ? ExitCode.Failed : ExitCode.Ok;
            }
            catch (UnsupportedResidualException unsupported)
            {
                Console.Error.WriteLine($"{unsupported.Message}: no condition over rows says this, so there is no filter");
                return ExitCode.Failed;
            }
        })));
        return command;
    }

    private static string Rows(ResidualCondition condition) => condition.IsAlways ? "all" : condition.IsNever ? "none" : "some";

    private static string Shown(ResidualCondition condition, Func<string, bool> neverNull, string format, string unknown) => format switch
    {
        "ucast" => ResidualUcast.Of(condition, neverNull) is { IsDefined: true } ucast ? Pretty(ucast) : Rows(condition),
        "queries" => ResidualQueries.Of(condition, unknown) is { IsDefined: true } queries ? Pretty(queries) : Rows(condition),
        "postgresql" => Sql(condition, SqlDialect.PostgreSql),
        "sqlite" => Sql(condition, SqlDialect.Sqlite),
        _ => $"rows: {Rows(condition)}\n{Sql(condition, SqlDialect.PostgreSql)}",
    };

    private static string Sql(ResidualCondition condition, SqlDialect dialect)
    {
        var sql = ResidualSql.Of(condition, dialect);
        return string.Join('\n', [sql.Text, .. sql.Parameters.Select((value, at) => $"  @p{at} = {value.ToJson()}")]);
    }

    private static string Json(ResidualCondition condition, Func<string, bool> neverNull, string unknown) => new JsonObject
    {
        ["rows"] = Rows(condition),
        ["ucast"] = Node(ResidualUcast.Of(condition, neverNull)),
        ["postgresql"] = SqlNode(condition, SqlDialect.PostgreSql),
        ["sqlite"] = SqlNode(condition, SqlDialect.Sqlite),
        ["queries"] = Node(ResidualQueries.Of(condition, unknown)),
    }.ToJsonString(PolicyCommand.Indented);

    private static JsonObject SqlNode(ResidualCondition condition, SqlDialect dialect)
    {
        var sql = ResidualSql.Of(condition, dialect);
        return new() { ["where"] = sql.Text, ["parameters"] = new JsonArray([.. sql.Parameters.Select(Node)]) };
    }

    private static JsonNode? Node(Val value) => value.IsDefined ? JsonNode.Parse(value.ToJson()) : null;

    private static string Pretty(Val value) => Node(value)!.ToJsonString(PolicyCommand.Indented);
}
