using System.CommandLine;

namespace Platform.Cli.Rego;

/// <summary>The options of <c>rego eval</c> beyond those that the commands share; names and letters are those of <c>opa eval</c>.</summary>
internal sealed class EvalOptions
{
    public Argument<string?> Query { get; } = new("query") { Description = "For instance data.example.allow, or x := 1; y := x + 1", Arity = ArgumentArity.ZeroOrOne };
    public Option<bool> QueryFromStdin { get; } = new("--stdin") { Description = "Read the query from standard input" };
    public Option<string?> Input { get; } = new("--input", "-i") { Description = "JSON or YAML file with the input", HelpName = "FILE" };
    public Option<bool> InputFromStdin { get; } = new("--stdin-input", "-I") { Description = "Read the input from standard input" };
    public Option<string> Format { get; } = new("--format", "-f") { Description = "json, values, bindings, pretty, raw or discard (everything but the result)", DefaultValueFactory = _ => "json" };
    public Option<bool> Fail { get; } = new("--fail") { Description = "Exit with 1 if the result is undefined or empty" };
    public Option<bool> FailDefined { get; } = new("--fail-defined") { Description = "Exit with 1 if there is a result" };
    public Option<bool> StrictErrors { get; } = new("--strict-builtin-errors") { Description = "The first error of a builtin ends the evaluation" };
    public Option<bool> ShowErrors { get; } = new("--show-builtin-errors") { Description = "Tell the errors of builtins that were taken as undefined" };
    public Option<string?> Explain { get; } = new("--explain") { Description = "Tell on standard error how the result came about: rules (where each body ended; the default), notes, fails, full or debug", HelpName = "MODE", Arity = ArgumentArity.ZeroOrOne };
    public Option<bool> VarValues { get; } = new("--var-values") { Description = "With --explain, tell what was compared and what rules gave" };
    public Option<bool> Metrics { get; } = new("--metrics") { Description = "Report how long loading, compiling and evaluating took" };
    public Option<bool> Instrument { get; } = new("--instrument") { Description = "The same as --metrics" };
    public Option<bool> Profile { get; } = new("--profile") { Description = "Report which expressions took how long (implies --metrics)" };
    public Option<int> ProfileLimit { get; } = new("--profile-limit") { Description = "How many expressions to report; 0 for all", DefaultValueFactory = _ => 10, HelpName = "N" };
    public Option<bool> Coverage { get; } = new("--coverage") { Description = "Report which lines were evaluated" };
    public Option<int> Count { get; } = new("--count") { Description = "How often to evaluate; the first result is printed", DefaultValueFactory = _ => 1, HelpName = "N" };
    public Option<string?> Timeout { get; } = new("--timeout") { Description = "How long the evaluation may take, such as 500ms or 5s", HelpName = "TIME" };

    /// <summary>Accepted for scripts written for opa; what they switch changes no result.</summary>
    private static IEnumerable<Option> WithoutEffect =>
    [
        new Option<bool>("--disable-indexing") { Hidden = true }, new Option<bool>("--disable-early-exit") { Hidden = true },
        new Option<int>("--pretty-limit") { Hidden = true }, new Option<int>("--optimize", "-O") { Hidden = true },
    ];

    /// <summary>Options of opa that ask for what this engine does not do; each is refused, not ignored.</summary>
    private readonly Option[] refused =
    [
        new Option<bool>("--partial", "-p") { Hidden = true }, new Option<string[]>("--unknowns", "-u") { Hidden = true },
        new Option<string[]>("--disable-inlining") { Hidden = true }, new Option<bool>("--shallow-inlining") { Hidden = true },
        new Option<string[]>("--import") { Hidden = true }, new Option<string>("--package") { Hidden = true },
    ];

    public void AddTo(Command command)
    {
        Format.AcceptOnlyFromAmong(EvalOutput.Formats);
        Explain.AcceptOnlyFromAmong(EvaluationTrace.Modes);
        command.Add(Query);
        Option[] all =
        [
            QueryFromStdin, Input, InputFromStdin, Format, Fail, FailDefined, StrictErrors, ShowErrors, Explain, VarValues, Metrics, Instrument, Profile,
            ProfileLimit, Coverage, Count, Timeout, .. WithoutEffect, .. refused,
        ];
        foreach (var option in all)
            command.Add(option);
    }

    /// <summary>The query that was given, one way or the other.</summary>
    /// <exception cref="PolicyFilesException">There is none, or options contradict each other.</exception>
    public string QueryOf(ParseResult parse)
    {
        foreach (var option in refused.Where(option => parse.GetResult(option) is { Implicit: false }))
        {
            Refuse(true, option.Name is "--import" or "--package"
                ? $"{option.Name} is not supported: write the whole path, such as data.example.allow"
                : $"{option.Name} is not supported: a query is evaluated wholly, with the input that is given. What differs between inputs can be asked with several evaluations");
        }
        var (query, stdin) = (parse.GetValue(Query), parse.GetValue(QueryFromStdin));
        if ((query is not null) == stdin)
            throw new PolicyFilesException(stdin ? "specify query argument or --stdin but not both" : "specify query argument or --stdin");
        Refuse(stdin && parse.GetValue(InputFromStdin), "specify --stdin or --stdin-input but not both");
        Refuse(parse.GetValue(InputFromStdin) && parse.GetValue(Input) is not null, "specify --stdin-input or --input but not both");
        Refuse(parse.GetValue(Fail) && parse.GetValue(FailDefined), "specify --fail or --fail-defined but not both");
        Refuse(parse.GetValue(StrictErrors) && parse.GetValue(ShowErrors), "specify --show-builtin-errors or --strict-builtin-errors but not both: the strict one ends the evaluation at the first error");
        return query ?? Console.In.ReadToEnd();
    }

    private static void Refuse(bool contradiction, string message)
    {
        if (contradiction)
            throw new PolicyFilesException(message);
    }
}
