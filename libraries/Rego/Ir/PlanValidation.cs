namespace Platform.Rego.Ir;

/// <summary>Refuses a plan that could take the interpreter outside of its locals, strings, functions or blocks, or recurse for ever.</summary>
public sealed class PlanValidation
{
    /// <summary>The most locals of a plan or function.</summary>
    public const int MaxLocals = 65_536;

    /// <summary>The deepest nesting of blocks.</summary>
    public const int MaxNesting = 200;

    private readonly Policy _policy;
    private readonly Dictionary<string, Func> _funcs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _builtins = new(StringComparer.Ordinal);
    private string _where = "";

    private PlanValidation(Policy policy) => _policy = policy;

    /// <summary>Checks a plan.</summary>
    /// <exception cref="PlanFormatException">It is malformed.</exception>
    public static void Check(Policy policy)
    {
        var validation = new PlanValidation(policy);
        validation.Declare();
        foreach (var plan in policy.Plans)
        {
            validation._where = $"plan {plan.Name}";
            validation.Blocks(plan.Blocks, 0);
        }

        foreach (var func in policy.Funcs)
        {
            validation._where = $"function {func.Name}";
            foreach (var parameter in func.Params)
            {
                validation.Local(parameter);
            }

            validation.Local(func.Return);
            validation.Blocks(func.Blocks, 0);
        }

        CallCycle.Check(policy);
    }

    private void Declare()
    {
        foreach (var builtin in _policy.Static.BuiltinFuncs)
        {
            _builtins.Add(builtin.Name);
        }

        foreach (var func in _policy.Funcs)
        {
            _where = $"function {func.Name}";
            Require(_funcs.TryAdd(func.Name, func), "is there twice");
            Require(func.Params.Count >= 2, "must take input and data");
        }
    }

    private void Blocks(IReadOnlyList<Block> blocks, int depth)
    {
        foreach (var block in blocks)
        {
            Block(block, depth);
        }
    }

    private void Block(Block block, int depth)
    {
        Require(depth < MaxNesting, $"is nested deeper than {MaxNesting} blocks");
        foreach (var stmt in block.Stmts)
        {
            Statement(stmt, depth);
        }
    }

    private void Statement(Stmt stmt, int depth)
    {
        switch (stmt)
        {
            case AssignVarStmt s: Op(s.Source); Local(s.Target); break;
            case AssignVarOnceStmt s: Op(s.Source); Local(s.Target); break;
            case AssignIntStmt s: Local(s.Target); break;
            case MakeNumberIntStmt s: Local(s.Target); break;
            case MakeNumberRefStmt s: Literal(s.Index); Local(s.Target); break;
            case MakeNullStmt s: Local(s.Target); break;
            case MakeArrayStmt s: Local(s.Target); break;
            case MakeObjectStmt s: Local(s.Target); break;
            case MakeSetStmt s: Local(s.Target); break;
            case ArrayAppendStmt s: Op(s.Value); Local(s.Array); break;
            case SetAddStmt s: Op(s.Value); Local(s.Set); break;
            case ObjectInsertStmt s: Op(s.Key); Op(s.Value); Local(s.Object); break;
            case ObjectInsertOnceStmt s: Op(s.Key); Op(s.Value); Local(s.Object); break;
            case ObjectMergeStmt s: Local(s.A); Local(s.B); Local(s.Target); break;
            case DotStmt s: Op(s.Source); Op(s.Key); Local(s.Target); break;
            case LenStmt s: Op(s.Source); Local(s.Target); break;
            case EqualStmt s: Op(s.A); Op(s.B); break;
            case NotEqualStmt s: Op(s.A); Op(s.B); break;
            case IsArrayStmt s: Op(s.Source); break;
            case IsObjectStmt s: Op(s.Source); break;
            case IsSetStmt s: Op(s.Source); break;
            case IsDefinedStmt s: Local(s.Source); break;
            case IsUndefinedStmt s: Local(s.Source); break;
            case ResetLocalStmt s: Local(s.Target); break;
            case BlockStmt s: Blocks(s.Blocks, depth + 1); break;
            case BreakStmt s: Require(s.Index <= depth, $"breaks out of {s.Index + 1} blocks, but only {depth + 1} are around"); break;
            case ScanStmt s: Local(s.Source); Local(s.Key); Local(s.Value); Block(s.Block, depth + 1); break;
            case NotStmt s: Block(s.Block, depth + 1); break;
            case WithStmt s: With(s, depth); break;
            case CallStmt s: Call(s); break;
            case CallDynamicStmt s: CallDynamic(s); break;
            case ReturnLocalStmt s: Local(s.Source); break;
            case ResultSetAddStmt s: Local(s.Value); break;
            case NopStmt: break;
            default: throw new PlanFormatException($"{_where} has an unknown statement {stmt.GetType().Name}");
        }
    }

    private void With(WithStmt with, int depth)
    {
        Local(with.Local);
        Op(with.Value);
        foreach (var element in with.Path)
        {
            String(element);
        }

        Block(with.Block, depth + 1);
    }

    private void Call(CallStmt call)
    {
        foreach (var argument in call.Args)
        {
            Op(argument);
        }

        Local(call.Result);
        if (_funcs.TryGetValue(call.Func, out var func))
        {
            Require(func.Params.Count == call.Args.Count, $"calls {call.Func} with {call.Args.Count} arguments instead of {func.Params.Count}");
        }
        else
        {
            Require(_builtins.Contains(call.Func), $"calls {call.Func}, which is neither a function nor a declared builtin");
        }
    }

    private void CallDynamic(CallDynamicStmt call)
    {
        foreach (var element in call.Path)
        {
            Op(element);
        }

        foreach (var argument in call.Args)
        {
            Local(argument);
        }

        Local(call.Result);
    }

    private void Op(Operand operand)
    {
        if (operand.Kind == OperandKind.Local)
        {
            Local(operand.Value);
        }
        else if (operand.Kind == OperandKind.StringIndex)
        {
            String(operand.Value);
        }
    }

    private void Local(int local) => Require((uint)local < MaxLocals, $"uses local {local}, beyond {MaxLocals}");

    private void String(int index) =>
        Require((uint)index < (uint)_policy.Static.Strings.Count, $"uses string {index}, but there are {_policy.Static.Strings.Count}");

    private void Literal(int index)
    {
        String(index);
        var text = _policy.Static.Strings[index];
        Require(Values.Number.TryParse(text, out _), $"uses `{text}` as a number");
    }

    private void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new PlanFormatException($"{_where} {problem}");
        }
    }
}
