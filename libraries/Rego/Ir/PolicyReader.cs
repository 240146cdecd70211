using Platform.Rego.Values;

namespace Platform.Rego.Ir;

/// <summary>Reads a plan from OPA's JSON form (<c>plan.json</c> of a bundle).</summary>
public static class PolicyReader
{
    /// <summary>Reads and validates a plan.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON.</exception>
    /// <exception cref="PlanFormatException">The plan is malformed.</exception>
    public static Policy Read(ReadOnlySpan<byte> json) => Read(Val.Parse(json));

    /// <summary>Reads and validates a plan.</summary>
    /// <exception cref="PlanFormatException">The plan is malformed.</exception>
    public static Policy Read(Val json)
    {
        Required(json, ValKind.Object, "the plan");
        var statics = json["static"];
        var policy = new Policy(
            new Static(
                List(statics["strings"], s => Text(s, "value")),
                List(statics["builtin_funcs"], b => new BuiltinFunc(Text(b, "name"), b["decl"])),
                List(statics["files"], f => Text(f, "value"))),
            List(json["plans"]["plans"], p => new Plan(Text(p, "name"), Blocks(p))),
            List(json["funcs"]["funcs"], Function));
        PlanValidation.Check(policy);
        return policy;
    }

    private static Func Function(Val json) => new(
        Text(json, "name"),
        List(json["path"], p => Required(p, ValKind.String, "an element of a path").AsString()),
        List(json["params"], p => Int(p, "a parameter")),
        Int(json, "return"),
        Blocks(json));

    private static IReadOnlyList<Block> Blocks(Val json) => List(json["blocks"], ReadBlock);

    private static Block ReadBlock(Val json) => new(List(json["stmts"], Statement));

    private static Stmt Statement(Val json)
    {
        var type = Text(json, "type");
        var s = json["stmt"];
        var at = new Location(IntOr0(s, "file"), IntOr0(s, "row"), IntOr0(s, "col"), IntOr0(s, "end_row"), IntOr0(s, "end_col"));
        return Statement(type, s) with { At = at };
    }

    private static Stmt Statement(string type, Val s) => type switch
    {
        "AssignVarStmt" => new AssignVarStmt(Op(s, "source"), Int(s, "target")),
        "AssignVarOnceStmt" => new AssignVarOnceStmt(Op(s, "source"), Int(s, "target")),
        "AssignIntStmt" => new AssignIntStmt(Long(s, "value"), Int(s, "target")),
        "MakeNumberIntStmt" => new MakeNumberIntStmt(Long(s, "value"), Int(s, "target")),
        // OPA wrote the first spelling for years, and now both.
        "MakeNumberRefStmt" => new MakeNumberRefStmt(Int(s, s["Index"].IsDefined ? "Index" : "index"), Int(s, "target")),
        "MakeNullStmt" => new MakeNullStmt(Int(s, "target")),
        "MakeArrayStmt" => new MakeArrayStmt(IntOr0(s, "capacity"), Int(s, "target")),
        "MakeObjectStmt" => new MakeObjectStmt(Int(s, "target")),
        "MakeSetStmt" => new MakeSetStmt(Int(s, "target")),
        "ArrayAppendStmt" => new ArrayAppendStmt(Op(s, "value"), Int(s, "array")),
        "SetAddStmt" => new SetAddStmt(Op(s, "value"), Int(s, "set")),
        "ObjectInsertStmt" => new ObjectInsertStmt(Op(s, "key"), Op(s, "value"), Int(s, "object")),
        "ObjectInsertOnceStmt" => new ObjectInsertOnceStmt(Op(s, "key"), Op(s, "value"), Int(s, "object")),
        "ObjectMergeStmt" => new ObjectMergeStmt(Int(s, "a"), Int(s, "b"), Int(s, "target")),
        "DotStmt" => new DotStmt(Op(s, "source"), Op(s, "key"), Int(s, "target")),
        "LenStmt" => new LenStmt(Op(s, "source"), Int(s, "target")),
        "EqualStmt" => new EqualStmt(Op(s, "a"), Op(s, "b")),
        "NotEqualStmt" => new NotEqualStmt(Op(s, "a"), Op(s, "b")),
        "IsArrayStmt" => new IsArrayStmt(Op(s, "source")),
        "IsObjectStmt" => new IsObjectStmt(Op(s, "source")),
        "IsSetStmt" => new IsSetStmt(Op(s, "source")),
        "IsDefinedStmt" => new IsDefinedStmt(Int(s, "source")),
        "IsUndefinedStmt" => new IsUndefinedStmt(Int(s, "source")),
        "ResetLocalStmt" => new ResetLocalStmt(Int(s, "target")),
        "BlockStmt" => new BlockStmt(Blocks(s)),
        "BreakStmt" => new BreakStmt(Int(s, "index")),
        "ScanStmt" => new ScanStmt(Int(s, "source"), Int(s, "key"), Int(s, "value"), ReadBlock(s["block"])),
        "NotStmt" => new NotStmt(ReadBlock(s["block"])),
        "WithStmt" => new WithStmt(Int(s, "local"), List(s["path"], p => Int(p, "a path")), Op(s, "value"), ReadBlock(s["block"])),
        "CallStmt" => new CallStmt(Text(s, "func"), List(s["args"], Op), Int(s, "result")),
        "CallDynamicStmt" => new CallDynamicStmt(List(s["path"], Op), List(s["args"], a => Int(a, "an argument")), Int(s, "result")),
        "ReturnLocalStmt" => new ReturnLocalStmt(Int(s, "source")),
        "ResultSetAddStmt" => new ResultSetAddStmt(Int(s, "value")),
        "NopStmt" => new NopStmt(),
        _ => throw new PlanFormatException($"unknown statement {type}"),
    };

    private static Operand Op(Val json, string field) => Op(json[field]);

    private static Operand Op(Val json) => Text(json, "type") switch
    {
        "local" => Operand.Local(Int(json, "value")),
        "string_index" => Operand.StringIndex(Int(json, "value")),
        "bool" => Operand.Bool(Required(json["value"], ValKind.Boolean, "a boolean operand").IsTrue),
        var other => throw new PlanFormatException($"unknown operand type {other}"),
    };

    private static IReadOnlyList<T> List<T>(Val json, Func<Val, T> read)
    {
        // OPA writes null for an empty list, and leaves empty parts out.
        if (json.IsUndefined || json.Kind == ValKind.Null)
        {
            return [];
        }

        var items = Required(json, ValKind.Array, "a list").AsArray();
        var result = new T[items.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = read(items[i]);
        }

        return result;
    }

    private static string Text(Val json, string field) => Required(json[field], ValKind.String, field).AsString();

    private static int IntOr0(Val json, string field) => json[field].IsUndefined ? 0 : Int(json, field);

    private static int Int(Val json, string fieldOrWhat)
    {
        var value = json.Kind == ValKind.Object ? json[fieldOrWhat] : json;
        return value.TryGetInt64(out var number) && number is >= 0 and <= int.MaxValue
            ? (int)number
            : throw new PlanFormatException($"{fieldOrWhat} must be a non-negative integer");
    }

    private static long Long(Val json, string field) =>
        json[field].TryGetInt64(out var number) ? number : throw new PlanFormatException($"{field} must be an integer");

    private static Val Required(Val value, ValKind kind, string what) =>
        value.Kind == kind ? value : throw new PlanFormatException($"{what} must be {Val.NameOf(kind)} but is {value.TypeName}");
}
