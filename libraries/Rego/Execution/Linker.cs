using Platform.Rego.Builtins;
using Platform.Rego.Execution.Optimising;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>Resolves the names and indexes of a validated plan.</summary>
internal sealed class Linker
{
    private readonly Policy _policy;
    private readonly Val[] _strings;
    private readonly Dictionary<string, BuiltinEntry> _host;
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly List<Val> _constants = [];
    private readonly Dictionary<Val, int> _constantIndex = [];
    private HashSet<int> _dataLocals = [];
    private int _locals;
    private int _headTarget;

    private Linker(Policy policy, IEnumerable<BuiltinEntry> host)
    {
        _policy = policy;
        _host = host.ToDictionary(b => b.Name, StringComparer.Ordinal);
        _strings = [.. policy.Static.Strings.Select(Val.From)];
    }

    internal static PolicyProgram Link(Policy policy, IEnumerable<BuiltinEntry> host)
    {
        var linker = new Linker(policy, host);
        var tree = new FunctionTree();
        foreach (var func in policy.Funcs)
        {
            var function = new Function(func.Name, linker._functions.Count, [.. func.Params]);
            linker._functions.Add(func.Name, function);
            if (func.Path.Count > 0)
            {
                tree.Add(func.Path, function);
            }
        }

        foreach (var func in policy.Funcs)
        {
            linker.Fill(linker._functions[func.Name], func.Blocks, [.. func.Params, func.Return]);
        }

        var plans = new Dictionary<string, Function>(StringComparer.Ordinal);
        foreach (var plan in policy.Plans)
        {
            var function = new Function(plan.Name, linker._functions.Count + plans.Count, [0, 1]);
            linker.Fill(function, plan.Blocks, [0, 1]);
            plans[plan.Name] = function;
        }

        var optimiser = new Optimiser(linker._constants, linker.ComputedIndex);
        foreach (var function in linker._functions.Values.Concat(plans.Values))
        {
            optimiser.Optimise(function);
        }

        return new PolicyProgram(
            plans, tree, [.. linker._constants], [.. policy.Static.Files], linker._functions.Count + plans.Count);
    }

    private void Fill(Function function, IReadOnlyList<Block> blocks, int[] mentioned)
    {
        _locals = mentioned.Max() + 1;
        _dataLocals = DataLocals.Find(blocks);
        function.Blocks = [.. blocks.Select(Body)];
        function.Locals = _locals;
    }

    private Instruction[] Body(Block block)
    {
        _headTarget = HeadTarget.Of(block);
        return Block(block);
    }

    private Instruction[][] Blocks(IReadOnlyList<Block> blocks) => [.. blocks.Select(Block)];

    private Instruction[] Block(Block block) => [.. block.Stmts.Select(Statement)];

    private Instruction Statement(Stmt stmt) => stmt switch
    {
        AssignVarStmt s => new() { Op = OpCode.AssignVar, At = s.At, A = Op(s.Source), Target = Local(s.Target) },
        AssignVarOnceStmt s => new() { Op = OpCode.AssignVarOnce, At = s.At, A = Op(s.Source), Target = Local(s.Target), IsHead = s.Target == _headTarget },
        AssignIntStmt s => Constant(s, s.Target, Val.From(s.Value)),
        MakeNumberIntStmt s => Constant(s, s.Target, Val.From(s.Value)),
        MakeNumberRefStmt s => Constant(s, s.Target, Literal(s.Index)),
        MakeNullStmt s => Constant(s, s.Target, Val.Null),
        MakeArrayStmt s => new() { Op = OpCode.MakeArray, At = s.At, A = Math.Clamp(s.Capacity, 0, 1024), Target = Local(s.Target) },
        MakeObjectStmt s => new() { Op = OpCode.MakeObject, At = s.At, Target = Local(s.Target) },
        MakeSetStmt s => new() { Op = OpCode.MakeSet, At = s.At, Target = Local(s.Target) },
        ArrayAppendStmt s => new() { Op = OpCode.ArrayAppend, At = s.At, A = Op(s.Value), Target = Local(s.Array) },
        SetAddStmt s => new() { Op = OpCode.SetAdd, At = s.At, A = Op(s.Value), Target = Local(s.Set), IsHead = s.Set == _headTarget },
        ObjectInsertStmt s => new() { Op = OpCode.ObjectInsert, At = s.At, A = Op(s.Key), B = Op(s.Value), Target = Local(s.Object), IsHead = s.Object == _headTarget },
        ObjectInsertOnceStmt s => new() { Op = OpCode.ObjectInsertOnce, At = s.At, A = Op(s.Key), B = Op(s.Value), Target = Local(s.Object), IsHead = s.Object == _headTarget },
        ObjectMergeStmt s => new() { Op = OpCode.ObjectMerge, At = s.At, A = Local(s.A), B = Local(s.B), Target = Local(s.Target) },
        DotStmt s => new() { Op = DotCode(s), At = s.At, A = Op(s.Source), B = Op(s.Key), Target = Local(s.Target) },
        LenStmt s => new() { Op = OpCode.Len, At = s.At, A = Op(s.Source), Target = Local(s.Target) },
        EqualStmt s => new() { Op = OpCode.Equal, At = s.At, A = Op(s.A), B = Op(s.B) },
        NotEqualStmt s => new() { Op = OpCode.NotEqual, At = s.At, A = Op(s.A), B = Op(s.B) },
        IsArrayStmt s => new() { Op = OpCode.IsArray, At = s.At, A = Op(s.Source) },
        IsObjectStmt s => new() { Op = OpCode.IsObject, At = s.At, A = Op(s.Source) },
        IsSetStmt s => new() { Op = OpCode.IsSet, At = s.At, A = Op(s.Source) },
        IsDefinedStmt s => new() { Op = OpCode.IsDefined, At = s.At, A = Local(s.Source) },
        IsUndefinedStmt s => new() { Op = OpCode.IsUndefined, At = s.At, A = Local(s.Source) },
        ResetLocalStmt s => new() { Op = OpCode.ResetLocal, At = s.At, Target = Local(s.Target) },
        BlockStmt s => new() { Op = OpCode.Block, At = s.At, Blocks = Blocks(s.Blocks) },
        BreakStmt s => new() { Op = OpCode.Break, At = s.At, A = s.Index },
        ScanStmt s => new()
        {
            Op = OpCode.Scan, At = s.At, A = Local(s.Source), B = Local(s.Key), Target = Local(s.Value), Blocks = [Block(s.Block)],
        },
        NotStmt s => new() { Op = OpCode.Not, At = s.At, Blocks = [Block(s.Block)] },
        WithStmt s => new()
        {
            Op = OpCode.With, At = s.At, A = Op(s.Value), Target = Local(s.Local), Path = [.. s.Path.Select(p => _strings[p])], Blocks = [Block(s.Block)],
        },
        CallStmt s => Call(s),
        CallDynamicStmt s => new()
        {
            Op = OpCode.CallDynamic, At = s.At, Operands = [.. s.Path.Select(Op)], Arguments = [.. s.Args.Select(Local)], Target = Local(s.Result),
        },
        ReturnLocalStmt s => new() { Op = OpCode.ReturnLocal, At = s.At, A = Local(s.Source) },
        ResultSetAddStmt s => new() { Op = OpCode.ResultSetAdd, At = s.At, A = Local(s.Value) },
        NopStmt s => new() { Op = OpCode.Nop, At = s.At },
        _ => throw new PlanFormatException($"unknown statement {stmt.GetType().Name}"),
    };

    private Instruction Constant(Stmt stmt, int target, Val value) =>
        new() { Op = OpCode.AssignConstant, At = stmt.At, Constant = value, Target = Local(target) };

    private Val Literal(int index) => Number.TryParse(_policy.Static.Strings[index], out var number)
        ? number.Value
        : throw new PlanFormatException($"`{_policy.Static.Strings[index]}` is not a number");

    private OpCode DotCode(DotStmt dot) =>
        dot.Source.Kind == OperandKind.Local && _dataLocals.Contains(dot.Source.Value) ? OpCode.DataDot : OpCode.Dot;

    private Instruction Call(CallStmt call)
    {
        var operands = call.Args.Select(Op).ToArray();
        if (_functions.TryGetValue(call.Func, out var function))
        {
            // A rule's value may be kept for as long as input and data stay the same, but only if it sees the caller's.
            var isRule = !function.IsUserFunction && operands is [0, 1] && function.Parameters is [0, 1];
            return new Instruction
            {
                Op = isRule ? OpCode.CallRule : OpCode.CallFunction, At = call.At, Callee = function, Operands = operands, Target = Local(call.Result),
            };
        }

        if (!_host.TryGetValue(call.Func, out var builtin) && !BuiltinTable.TryGet(call.Func, out builtin))
        {
            throw new PlanFormatException($"builtin {call.Func} does not exist in this engine");
        }

        if (builtin.Arity != operands.Length)
        {
            throw new PlanFormatException($"builtin {call.Func} takes {builtin.Arity} operands, not {operands.Length}");
        }

        return new Instruction { Op = OpCode.CallBuiltin, At = call.At, Builtin = builtin, Operands = operands, Target = Local(call.Result) };
    }

    private int Op(Operand operand) => operand.Kind switch
    {
        OperandKind.Local => Local(operand.Value),
        OperandKind.Bool => ConstantIndex(Val.From(operand.Value != 0)),
        _ => ConstantIndex(_strings[operand.Value]),
    };

    private int Local(int local)
    {
        _locals = Math.Max(_locals, local + 1);
        return local;
    }

    // Equal numbers may have different texts.
    private int ComputedIndex(Val value)
    {
        if (value.Kind != ValKind.Number)
        {
            return ConstantIndex(value);
        }

        _constants.Add(value);
        return ~(_constants.Count - 1);
    }

    private int ConstantIndex(Val value)
    {
        if (!_constantIndex.TryGetValue(value, out var index))
        {
            index = _constants.Count;
            _constants.Add(value);
            _constantIndex.Add(value, index);
        }

        return ~index;
    }
}
