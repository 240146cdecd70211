using Platform.Rego.Ir;

namespace Platform.Rego.Tests.Execution;

/// <summary>Writes small plans by hand. Strings are found or added by <see cref="Str"/>.</summary>
internal sealed class Plans
{
    private readonly List<string> _strings = [];
    private readonly List<Func> _funcs = [];
    private readonly HashSet<string> _builtins = [];

    internal int Index(string text)
    {
        var index = _strings.IndexOf(text);
        if (index < 0)
        {
            index = _strings.Count;
            _strings.Add(text);
        }

        return index;
    }

    internal Operand Str(string text) => Operand.StringIndex(Index(text));

    internal MakeNumberRefStmt Num(string literal, int target) => new(Index(literal), target);

    internal Plans Function(string name, int[] parameters, int result, params Block[] blocks)
    {
        _funcs.Add(new Func(name, name.Split('.'), parameters, result, blocks));
        return this;
    }

    internal CallStmt Builtin(string name, int result, params Operand[] operands)
    {
        _builtins.Add(name);
        return new CallStmt(name, operands, result);
    }

    internal Policy Main(params Block[] blocks) => new(
        new Static(_strings, [.. _builtins.Select(b => new BuiltinFunc(b, default))], ["test.rego"]),
        [new Plan("main", blocks)],
        _funcs);

    /// <summary>A plan whose single block ends with the result <c>{"x": local}</c>.</summary>
    internal Policy Result(int local, params Stmt[] stmts) => Main(Block(
    [
        .. stmts,
        new MakeObjectStmt(900),
        new ObjectInsertStmt(Str("x"), L(local), 900),
        new ResultSetAddStmt(900),
    ]));

    internal static Block Block(params Stmt[] stmts) => new(stmts);

    internal static Operand L(int local) => Operand.Local(local);
}
