using Platform.Rego.Values;

namespace Platform.Rego.Ir;

/// <summary>Writes a plan in OPA's JSON form.</summary>
public static class PolicyWriter
{
    /// <summary>The plan as a value; <see cref="Val.ToJson"/> gives its text.</summary>
    public static Val Write(Policy policy) => Object(
        ("static", Object(
            ("strings", List(policy.Static.Strings, s => Object(("value", s)))),
            ("builtin_funcs", List(policy.Static.BuiltinFuncs, b => Object(("name", b.Name), ("decl", b.Decl)))),
            ("files", List(policy.Static.Files, f => Object(("value", f)))))),
        ("plans", Object(("plans", List(policy.Plans, p => Object(("name", p.Name), ("blocks", Blocks(p.Blocks))))))),
        ("funcs", Object(("funcs", List(policy.Funcs, Function)))));

    private static Val Function(Func func) => Object(
        ("name", func.Name),
        ("path", List(func.Path, p => p)),
        ("params", List(func.Params, p => p)),
        ("return", func.Return),
        ("blocks", Blocks(func.Blocks)));

    private static Val Blocks(IReadOnlyList<Block> blocks) => List(blocks, Block);

    private static Val Block(Block block) => Object(("stmts", List(block.Stmts, Statement)));

    private static Val Statement(Stmt stmt)
    {
        var fields = new ObjectBuilder();
        foreach (var (name, value) in Fields(stmt))
        {
            fields.Set(name, value);
        }

        fields.Set("file", stmt.At.File).Set("row", stmt.At.Row).Set("col", stmt.At.Col);
        if (stmt.At.EndRow > 0)
        {
            fields.Set("end_row", stmt.At.EndRow).Set("end_col", stmt.At.EndCol);
        }

        return Object(("type", stmt.GetType().Name), ("stmt", fields.Build()));
    }

    private static (string Name, Val Value)[] Fields(Stmt stmt) => stmt switch
    {
        AssignVarStmt s => [("source", Op(s.Source)), ("target", s.Target)],
        AssignVarOnceStmt s => [("source", Op(s.Source)), ("target", s.Target)],
        AssignIntStmt s => [("value", s.Value), ("target", s.Target)],
        MakeNumberIntStmt s => [("value", s.Value), ("target", s.Target)],
        MakeNumberRefStmt s => [("Index", s.Index), ("index", s.Index), ("target", s.Target)],
        MakeNullStmt s => [("target", s.Target)],
        MakeArrayStmt s => [("capacity", s.Capacity), ("target", s.Target)],
        MakeObjectStmt s => [("target", s.Target)],
        MakeSetStmt s => [("target", s.Target)],
        ArrayAppendStmt s => [("value", Op(s.Value)), ("array", s.Array)],
        SetAddStmt s => [("value", Op(s.Value)), ("set", s.Set)],
        ObjectInsertStmt s => [("key", Op(s.Key)), ("value", Op(s.Value)), ("object", s.Object)],
        ObjectInsertOnceStmt s => [("key", Op(s.Key)), ("value", Op(s.Value)), ("object", s.Object)],
        ObjectMergeStmt s => [("a", s.A), ("b", s.B), ("target", s.Target)],
        DotStmt s => [("source", Op(s.Source)), ("key", Op(s.Key)), ("target", s.Target)],
        LenStmt s => [("source", Op(s.Source)), ("target", s.Target)],
        EqualStmt s => [("a", Op(s.A)), ("b", Op(s.B))],
        NotEqualStmt s => [("a", Op(s.A)), ("b", Op(s.B))],
        IsArrayStmt s => [("source", Op(s.Source))],
        IsObjectStmt s => [("source", Op(s.Source))],
        IsSetStmt s => [("source", Op(s.Source))],
        IsDefinedStmt s => [("source", s.Source)],
        IsUndefinedStmt s => [("source", s.Source)],
        ResetLocalStmt s => [("target", s.Target)],
        BlockStmt s => [("blocks", Blocks(s.Blocks))],
        BreakStmt s => [("index", s.Index)],
        ScanStmt s => [("source", s.Source), ("key", s.Key), ("value", s.Value), ("block", Block(s.Block))],
        NotStmt s => [("block", Block(s.Block))],
        WithStmt s => [("local", s.Local), ("path", List(s.Path, p => p)), ("value", Op(s.Value)), ("block", Block(s.Block))],
        CallStmt s => [("func", s.Func), ("args", List(s.Args, Op)), ("result", s.Result)],
        CallDynamicStmt s => [("path", List(s.Path, Op)), ("args", List(s.Args, a => a)), ("result", s.Result)],
        ReturnLocalStmt s => [("source", s.Source)],
        ResultSetAddStmt s => [("value", s.Value)],
        NopStmt => [],
        _ => throw new ArgumentException($"unknown statement {stmt.GetType().Name}", nameof(stmt)),
    };

    private static Val Op(Operand operand) => operand.Kind switch
    {
        OperandKind.Local => Object(("type", "local"), ("value", operand.Value)),
        OperandKind.Bool => Object(("type", "bool"), ("value", operand.Value != 0)),
        _ => Object(("type", "string_index"), ("value", operand.Value)),
    };

    private static Val List<T>(IReadOnlyList<T> items, Func<T, Val> write)
    {
        var result = new ArrayBuilder(items.Count);
        foreach (var item in items)
        {
            result.Add(write(item));
        }

        return result.Build();
    }

    private static Val Object(params ReadOnlySpan<(string Key, Val Value)> fields)
    {
        var result = new ObjectBuilder(fields.Length);
        foreach (var (key, value) in fields)
        {
            result.Set(key, value);
        }

        return result.Build();
    }
}
