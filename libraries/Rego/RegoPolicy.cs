using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Diagnostics;
using Platform.Rego.Planning;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>Compiled modules and their base documents. Immutable; may be shared by any number of threads.</summary>
public sealed class RegoPolicy
{
    private const string EntryPoint = "eval";

    private readonly Compilation _compilation;
    private readonly ParseLimits _limits;
    private readonly Val _data;
    private readonly Lock _planning;

    private RegoPolicy(ImmutableArray<Module> parsed, Compilation compilation, Val data, ParseLimits limits, Lock planning)
    {
        Parsed = parsed;
        _compilation = compilation;
        _data = data;
        _limits = limits;
        _planning = planning;
    }

    /// <summary>The modules as they were written.</summary>
    internal ImmutableArray<Module> Parsed { get; }

    /// <summary>The lines of each rule that an evaluation may reach.</summary>
    internal IEnumerable<(string File, IReadOnlyCollection<int> Rows)> CoverableLines => Semantics.CoverableLines.Of(Parsed);

    internal Compilation Compilation => _compilation;

    internal Val Data => _data;

    /// <summary>Parses and compiles modules.</summary>
    /// <param name="modules">The modules; their file names should differ.</param>
    /// <param name="data">The base documents, an object; <c>default</c> for none.</param>
    /// <param name="options">How to compile; the defaults if null.</param>
    /// <exception cref="RegoCompileException">A module is wrong; all errors found are in it.</exception>
    /// <exception cref="ArgumentException"><paramref name="data"/> is neither undefined nor an object.</exception>
    public static RegoPolicy Compile(IEnumerable<RegoModule> modules, Val data = default, RegoOptions? options = null)
    {
        options ??= new();
        if (data.IsUndefined)
        {
            data = RObj.Empty;
        }

        if (data.Kind != ValKind.Object)
        {
            throw new ArgumentException("the base documents must be an object", nameof(data));
        }

        var given = modules.ToList();
        return StackGuard.RunDeep(() =>
        {
            var parsed = Parse(given, options.Limits);
            return new RegoPolicy(parsed, Compiler.Compile(parsed, Options(options)), data, options.Limits, new Lock());
        });
    }

    /// <summary>Compiles modules that were read before; they may be shared with other compilations.</summary>
    /// <exception cref="RegoCompileException">A module is wrong.</exception>
    internal static RegoPolicy OfParsed(ImmutableArray<Module> parsed, Val data, RegoOptions options) =>
        StackGuard.RunDeep(() => new RegoPolicy(parsed, Compiler.Compile(parsed, Options(options)), data, options.Limits, new Lock()));

    /// <summary>Reads a module for <see cref="OfParsed"/>.</summary>
    /// <exception cref="RegoCompileException">It is not Rego.</exception>
    internal static Module ParseOne(RegoModule module, ParseLimits? limits = null) => StackGuard.RunDeep(() => Parse([module], limits ?? new()))[0];

    /// <summary>The same modules with other base documents; nothing is compiled again.</summary>
    /// <param name="data">The base documents, an object.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is not an object.</exception>
    public RegoPolicy WithData(Val data) => data.Kind == ValKind.Object
        ? new(Parsed, _compilation, data, _limits, _planning)
        : throw new ArgumentException("the base documents must be an object", nameof(data));

    /// <summary>Plans a reference to a document.</summary>
    /// <param name="reference">For instance <c>data.platform.decision</c>.</param>
    /// <exception cref="RegoCompileException">The text is not a ground reference into <c>data</c>, or a construct cannot be planned.</exception>
    public PreparedQuery Prepare(string reference) => StackGuard.RunDeep(() =>
    {
        var errors = new DiagnosticBag();
        var source = new SourceText("<query>", reference);
        var term = Parser.ParseTerm(source, errors, _limits);
        errors.ThrowIfAny();
        if (term is not RefTerm { HeadName: "data" } path || !path.Parts.Skip(1).All(p => p.IsScalar()))
        {
            errors.Compile(new(source, 0, reference.Length), "expected a ground reference into data, such as data.platform.decision");
            errors.ThrowIfAny();
            throw new InvalidOperationException("unreachable");
        }

        lock (_planning)
        {
            var plan = Planner.PlanReferences(_compilation, new Dictionary<string, RefTerm> { [EntryPoint] = path });
            return Prepared(plan);
        }
    });

    /// <summary>Compiles and plans a query, for instance <c>data.roles[name].admin = x; x == true</c>.</summary>
    /// <param name="query">The query; its variables are the keys of the results.</param>
    /// <exception cref="RegoCompileException">The query is wrong.</exception>
    public PreparedQuery PrepareQuery(string query) => StackGuard.RunDeep(() =>
    {
        var errors = new DiagnosticBag();
        var body = Parser.ParseQuery(new SourceText("<query>", query), errors, _limits);
        errors.ThrowIfAny();
        lock (_planning)
        {
            var compiled = Compiler.CompileQuery(_compilation, body!.Value);
            return Prepared(Planner.PlanQuery(_compilation, EntryPoint, compiled));
        }
    });

    /// <summary>The same, for a query whose expressions' values are wanted too.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="RegoCompileException">The query is wrong.</exception>
    public PreparedExpressions PrepareExpressions(string query) => StackGuard.RunDeep(() =>
    {
        var errors = new DiagnosticBag();
        var source = new SourceText("<query>", query);
        var body = Parser.ParseQuery(source, errors, _limits);
        errors.ThrowIfAny();
        lock (_planning)
        {
            var (captured, expressions) = CaptureValues.Apply(body!.Value, op => CheckCalls.Arity(_compilation.Rules, _compilation.Options.Capabilities, op));
            var compiled = Compiler.CompileQuery(_compilation, captured);
            return new PreparedExpressions(
                Prepared(Planner.PlanQuery(_compilation, EntryPoint, compiled)),
                [.. expressions.Select(one => new QueryExpression(one.Expression.Span.Text, one.Expression.Span.Row, one.Expression.Span.Column))],
                [.. expressions.Select(one => one.Capture)]);
        }
    });

    private PreparedQuery Prepared(Ir.Policy plan) => new(plan, _compilation.Options.Builtins, _data, Sources());

    private Dictionary<string, string> Sources()
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var module in _compilation.Modules)
        {
            sources[module.Source.File] = module.Source.Text;
        }

        return sources;
    }

    private static ImmutableArray<Module> Parse(List<RegoModule> modules, ParseLimits limits)
    {
        var errors = new DiagnosticBag();
        var parsed = ImmutableArray.CreateBuilder<Module>(modules.Count);
        foreach (var module in modules)
        {
            if (Parser.ParseModule(new SourceText(module.File, module.Source), module.Version, errors, limits) is { } ok)
            {
                parsed.Add(ok);
            }
        }

        errors.ThrowIfAny();
        return parsed.ToImmutable();
    }

    private static CompileOptions Options(RegoOptions options) => new(CapabilitySet.Default.With(options.Builtins), options.Strict, options.PrintCalls)
    {
        CheckTypes = options.TypeCheck,
        Tests = options.Tests,
        Builtins = options.Builtins,
        Schemas = options.Schemas,
        MaxPlanStatements = options.MaxPlanStatements,
    };
}
