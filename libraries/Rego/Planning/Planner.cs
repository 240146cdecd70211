using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Ir;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Planning;

/// <summary>
/// Turns compiled rules into OPA's IR. Planning is in continuation style: what follows an expression is planned inside the innermost block
/// that the expression opened, since that is where its bindings hold. Split by what is planned.
/// </summary>
internal sealed partial class Planner
{
    /// <summary>The key of the data document that carries values standing in for functions; no policy can name it.</summary>
    public const string MockRoot = "\u0001mocks";

    /// <summary>The key of the data document that carries a body's arguments for <see cref="PlanBody"/>.</summary>
    public const string ArgumentRoot = "\u0001arguments";

    private const int Input = 0;
    private const int Data = 1;

    private readonly Compilation _compilation;
    private readonly PlanContext _context = new();

    // Planned rule functions by path, per generation: `with` that replaces rules or functions starts a new one.
    private readonly Stack<Dictionary<string, string>> _planned = new();
    private readonly Stack<int> _generations = new();
    private readonly List<RefTerm> _hidden = [];
    private readonly List<Dictionary<string, Mock>> _mocks = [];
    private readonly Dictionary<int, (int Number, Dictionary<string, string> Planned)> _unmocked = [];
    private readonly List<SlotMock> _slots = [];
    private int _lastGeneration;
    private int _lastSlot;

    // The function being planned.
    private VariableScopes _variables = new();
    private List<Stmt> _block = [];
    private Location _at;
    private int _next;
    private int _depth;
    private int _statements;

    private Planner(Compilation compilation)
    {
        _compilation = compilation;
        _planned.Push(new(StringComparer.Ordinal));
        _generations.Push(0);
    }

    /// <summary>A policy with one plan per reference, whose one result is the value itself.</summary>
    /// <exception cref="RegoCompileException">A construct cannot be planned.</exception>
    public static Policy PlanReferences(Compilation compilation, IReadOnlyDictionary<string, RefTerm> references)
    {
        var planner = new Planner(compilation);
        return planner._context.Finish([.. references.Select(r => planner.PlanReference(r.Key, r.Value))]);
    }

    /// <summary>A policy with one plan, whose results are the bindings of the query's variables.</summary>
    /// <exception cref="RegoCompileException">A construct cannot be planned.</exception>
    public static Policy PlanQuery(Compilation compilation, string name, ImmutableArray<Expression> query)
    {
        var planner = new Planner(compilation);
        return planner._context.Finish([planner.PlanBindings(name, query)]);
    }

    /// <summary>A policy with one plan, whose results are the bindings of all variables of a part of a rule's body.</summary>
    /// <param name="compilation">What the body belongs to.</param>
    /// <param name="name">The plan's name.</param>
    /// <param name="arguments">The patterns of the rule's arguments; their values are read from <see cref="ArgumentRoot"/>.</param>
    /// <param name="body">The part.</param>
    /// <exception cref="RegoCompileException">A construct cannot be planned, or a variable is bound by none of the expressions.</exception>
    public static Policy PlanBody(Compilation compilation, string name, ImmutableArray<Term> arguments, ImmutableArray<Expression> body)
    {
        var planner = new Planner(compilation);
        var bound = arguments.Select((argument, index) => Generated.Unify(argument, new RefTerm(default, [
            new VarTerm(default, "data"), new StringTerm(default, ArgumentRoot), new NumberTerm(default, index.ToString(System.Globalization.CultureInfo.InvariantCulture))])));
        ImmutableArray<Expression> query = [.. bound, .. body];
        return planner._context.Finish([planner.Entry(name, () => planner.Bindings(
            query, Variables.Of(query, Skip.Closures | Skip.CallHead).Where(v => v is not ("input" or "data")).Order(StringComparer.Ordinal), v => v))]);
    }

    private Plan PlanReference(string name, RefTerm reference) => Entry(name, () =>
    {
        Locate(reference.Span);
        Reference(reference, value => Emit(new ResultSetAddStmt(AsLocal(value))));
    });

    private Plan PlanBindings(string name, ImmutableArray<Expression> query) => Entry(name, () =>
    {
        var shown = Variables.Of(query, Skip.Closures | Skip.CallHead)
            .Where(v => v is not ("input" or "data") && !_compilation.Names.IsGenerated(v))
            .OrderBy(_compilation.Names.Original, StringComparer.Ordinal)
            .ToList();
        Bindings(query, shown, _compilation.Names.Original);
    });

    private void Bindings(ImmutableArray<Expression> query, IEnumerable<string> variables, Func<string, string> name) => Body(query, 0, () =>
    {
        var result = NewLocal();
        Emit(new MakeObjectStmt(result));
        foreach (var variable in variables)
        {
            if (_variables.Find(variable) is { } local)
            {
                Emit(new ObjectInsertStmt(Text(name(variable)), Operand.Local(local), result));
            }
        }

        Emit(new ResultSetAddStmt(result));
    });

    private Plan Entry(string name, Action plan)
    {
        _next = 2;
        _variables = new();
        _variables.Put("input", Input);
        _variables.Put("data", Data);
        _block = [];
        _depth = 0;
        plan();
        return new(name, [new Block(_block)]);
    }

    private int NewLocal() => _next++;

    private void Emit(Stmt stmt)
    {
        if (++_statements > _compilation.Options.MaxPlanStatements)
        {
            throw new RegoCompileException([new(DiagnosticCode.Limit, default, $"the plan of the query has more than {_compilation.Options.MaxPlanStatements} statements")]);
        }

        _block.Add(stmt with { At = _at });
    }

    private void Locate(SourceSpan span)
    {
        if (span.Source is not null)
        {
            _at = _context.Location(span);
        }
    }

    private Operand Text(string value) => Operand.StringIndex(_context.String(value));

    // Statements such as ResultSetAdd and Scan take locals only.
    private int AsLocal(Operand operand)
    {
        if (operand.Kind == OperandKind.Local)
        {
            return operand.Value;
        }

        var local = NewLocal();
        Emit(new AssignVarStmt(operand, local));
        return local;
    }

    /// <summary>Plans into a fresh block one level deeper.</summary>
    private Block Nested(Action plan)
    {
        var outer = _block;
        var block = new List<Stmt>();
        _block = block;
        _depth++;
        plan();
        _depth--;
        _block = outer;
        return new Block(block);
    }

    /// <summary>Leaves all blocks deeper than <paramref name="depth"/> − 1: execution goes on after the statement that holds that block.</summary>
    private void BreakOutOf(int depth) => Emit(new BreakStmt(_depth - depth));

    /// <summary>Bindings made inside are forgotten.</summary>
    private void Scoped(Action plan)
    {
        _variables.Push();
        plan();
        _variables.Pop();
    }

    private static RegoCompileException Unplanned(SourceSpan at, string what) =>
        new([new(DiagnosticCode.Compile, at, $"{what} cannot be planned")]);
}
