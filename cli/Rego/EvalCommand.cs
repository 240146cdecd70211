using System.CommandLine;
using System.Text.Json.Nodes;
using Platform.Rego;
using Platform.Rego.Execution;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary><c>rego eval</c>: evaluates a query and prints its results in the shape of <c>opa eval</c>.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var options = new EvalOptions();
        var policies = new PolicyOptions();
        var command = new Command("eval", "Evaluates a query.\n\nExamples:\n  ./platform rego eval '1 + 2'\n  ./platform rego eval -d policies -i input.json data.platform.decision\n  ./platform rego eval -f pretty -d policies 'data.platform.roles[role].title = title'\n  ./platform rego eval --explain full --var-values -f pretty -d policies data.platform.decision\n\nExit codes: 0 evaluated, also when undefined; 1 undefined with --fail, defined with --fail-defined; 2 any error. With the format json errors are in the output, as opa writes them; they are told on standard error in every format.");
        options.AddTo(command);
        policies.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(RegoExitCode.EvaluationError, () =>
        {
            try
            {
                return Run(parse, options, policies, cancellation);
            }
            catch (Exception failed) when (failed is RegoCompileException or RegoEvaluationException && parse.GetValue(options.Format) is "json" or "discard")
            {
                EvalOutput.PrintErrors(failed, Console.Out);
                throw;
            }
        })));
        return command;
    }

    private static int Run(ParseResult parse, EvalOptions options, PolicyOptions policies, CancellationToken cancellation)
    {
        var text = options.QueryOf(parse);
        var watch = new EvalTimers();
        var files = watch.Time("timer_rego_load_files_ns", () => policies.Read(parse));
        var policy = watch.Time("timer_rego_module_compile_ns", () => policies.Compile(parse, files, print: true));
        var input = watch.Time("timer_rego_input_parse_ns", () => Input(parse, options));
        var query = watch.Time("timer_rego_query_compile_ns", () => policy.PrepareExpressions(text));

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (parse.GetValue(options.Timeout) is { } timeout)
            deadline.CancelAfter(RegoDuration.Parse(timeout));
        var evaluation = new EvaluationOptions { Print = Console.Error.WriteLine, StrictBuiltinErrors = parse.GetValue(options.StrictErrors) };
        var solutions = watch.Time("timer_rego_query_eval_ns", () => query.Evaluate(input, evaluation, deadline.Token));
        for (var again = 1; again < parse.GetValue(options.Count); again++)
            watch.Time("timer_rego_query_eval_ns", () => query.Evaluate(input, evaluation, deadline.Token));

        var profiles = parse.GetValue(options.Profile);
        // What is only looked at is evaluated again, in silence.
        var silent = evaluation with { Print = null };
        Explain(parse, options, files, query.Query, input, silent, deadline.Token);
        new EvalOutput(query.Expressions, solutions)
        {
            Metrics = profiles || parse.GetValue(options.Metrics) || parse.GetValue(options.Instrument) ? watch.Nanoseconds : null,
            Profile = profiles ? Profile(query.Query, input, silent, parse.GetValue(options.ProfileLimit), deadline.Token) : null,
            Coverage = parse.GetValue(options.Coverage) ? Coverage(query.Query, input, silent, deadline.Token) : default,
            Errors = parse.GetValue(options.ShowErrors) ? BuiltinErrors(query.Query, input, silent, deadline.Token) : null,
        }.Print(parse.GetValue(options.Format)!);
        return (parse.GetValue(options.Fail) && solutions.Count == 0) || (parse.GetValue(options.FailDefined) && solutions.Count > 0) ? ExitCode.Failed : ExitCode.Ok;
    }

    private static Val Input(ParseResult parse, EvalOptions options) =>
        parse.GetValue(options.InputFromStdin) ? DataFile.Input("standard input", Console.In.ReadToEnd())
        : parse.GetValue(options.Input) is { } file ? DataFile.ReadInput(file) : Val.Undefined;

    private static void Explain(ParseResult parse, EvalOptions options, PolicyFiles files, PreparedQuery query, Val input, EvaluationOptions silent, CancellationToken ct)
    {
        if (parse.GetResult(options.Explain) is null)
            return;
        var mode = parse.GetValue(options.Explain) ?? "rules";
        if (mode == "rules")
            Console.Error.Write(query.Explain(input, silent, ct));
        if (mode is "rules" or "off")
            return;
        var sources = files.Modules.GroupBy(module => module.File).ToDictionary(module => module.Key, module => module.First().Source, StringComparer.Ordinal);
        var trace = new EvaluationTrace(query.Plan.Static.Files, sources, parse.GetValue(options.VarValues));
        query.EvaluateAll(input, new EvaluationTrace.Observer(trace), silent with { Trace = trace.Note }, ct);
        foreach (var line in trace.Lines(mode))
            Console.Error.WriteLine(line);
    }

    private static IReadOnlyList<ProfiledExpression> Profile(PreparedQuery query, Val input, EvaluationOptions silent, int most, CancellationToken ct)
    {
        var profile = new ExpressionProfile(query.Plan.Static.Files);
        query.EvaluateAll(input, new ExpressionProfile.Observer(profile), silent, ct);
        return profile.Report(most);
    }

    private static Val Coverage(PreparedQuery query, Val input, EvaluationOptions silent, CancellationToken ct)
    {
        var coverage = new Coverage();
        query.EvaluateAll(input, coverage.Observe(query.Plan), silent, ct);
        return coverage.Report();
    }

    private static JsonArray BuiltinErrors(PreparedQuery query, Val input, EvaluationOptions silent, CancellationToken ct) =>
        [.. query.BuiltinErrors(input, silent, ct).Select(EvalOutput.ErrorOf)];
}
