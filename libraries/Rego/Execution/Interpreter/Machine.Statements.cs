using Platform.Rego.Builtins;
using Platform.Rego.Execution.Operations;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>Single statements.</summary>
internal sealed partial class Machine<TObserver>
{
    private const int FewElements = 64;

    private void Blocks(Function function, Val[] frame)
    {
        foreach (var block in typeof(TObserver) == typeof(NoObserver) ? function.Fast.Choose(frame) : function.Blocks)
        {
            if (typeof(TObserver) != typeof(NoObserver))
            {
                _observer.BeginBody();
            }

            if (Block(block, frame) == Returned)
            {
                return;
            }
        }
    }

    /// <summary>The loop. What is frequent and small is here; the rest is in <see cref="Step"/>, whose many temporaries would slow it down.</summary>
    private int Block(Instruction[] block, Val[] r)
    {
        foreach (var i in block)
        {
            _meter.Instruction();
            if (typeof(TObserver) != typeof(NoObserver))
            {
                _observer.Statement(i.At, i.Role);
            }

            int outcome;
            switch (i.Op)
            {
                case OpCode.AssignVar:
                    r[i.Target] = Get(r, i.A);
                    continue;
                case OpCode.AssignConstant:
                    r[i.Target] = i.Constant;
                    continue;
                case OpCode.ResetLocal:
                    r[i.Target] = default;
                    continue;
                case OpCode.Dot:
                    outcome = Dot(i, r);
                    break;
                case OpCode.IsDefined:
                    outcome = When(r[i.A].IsDefined);
                    break;
                case OpCode.IsUndefined:
                    outcome = When(r[i.A].IsUndefined);
                    break;
                case OpCode.Equal:
                    outcome = When(Compare(i, r, out var equal) && equal);
                    break;
                case OpCode.NotEqual:
                    outcome = When(Compare(i, r, out var same) && !same);
                    break;
                case OpCode.AssignVarOnce:
                    outcome = AssignOnce(i, r);
                    break;
                case OpCode.DotKey:
                    outcome = Define(i, r, Key(r[i.A], i.Constant, ref i.Hint));
                    break;
                case OpCode.EqualDot:
                    outcome = When(AreEqual(Key(r[i.A], i.Constant, ref i.Hint), Get(r, i.B)));
                    break;
                case OpCode.EqualDotDot:
                    outcome = When(AreEqual(Key(r[i.A], i.Constant, ref i.Hint), Key(r[i.B], i.OtherConstant, ref i.OtherHint)));
                    break;
                case OpCode.CallRule:
                    outcome = Define(i, r, Rule(i.Callee!, r[0], r[1], i.At));
                    break;
                case OpCode.Not:
                    outcome = Not(i, r);
                    break;
                case OpCode.Break:
                    return i.A;
                case OpCode.Return:
                    var value = Get(r, i.A);
                    if (value.IsDefined)
                    {
                        _returned = value;
                        return Returned;
                    }

                    continue;
                case OpCode.ReturnLocal:
                    _returned = r[i.A];
                    return Returned;
                default:
                    outcome = Step(i, r);
                    break;
            }

            if (outcome != FellThrough)
            {
                if (typeof(TObserver) != typeof(NoObserver) && outcome == Undefined)
                {
                    Observe(i, r);
                }

                return outcome;
            }
        }

        return FellThrough;
    }

    private int Step(Instruction i, Val[] r)
    {
        switch (i.Op)
        {
            case OpCode.MakeArray:
                _meter.Elements(CostOfComposite + i.A);
                r[i.Target] = new Val(new RArr(i.A), 0);
                return FellThrough;
            case OpCode.MakeObject:
                _meter.Elements(CostOfComposite);
                r[i.Target] = new Val(new RObj(i.A), 0);
                return FellThrough;
            case OpCode.MakeSet:
                _meter.Elements(CostOfComposite);
                r[i.Target] = new Val(new RSet(), 0);
                return FellThrough;
            case OpCode.ArrayAppend:
                _meter.Elements(1);
                return When(Mutation.Append(ref r[i.Target], Get(r, i.A), _meter));
            case OpCode.SetAdd:
                _meter.Elements(1);
                return When(Mutation.Add(ref r[i.Target], Get(r, i.A), _meter));
            case OpCode.ObjectInsert:
                _meter.Elements(1);
                return When(Mutation.Insert(ref r[i.Target], Get(r, i.A), Get(r, i.B), _meter));
            case OpCode.ObjectInsertOnce:
                return InsertOnce(i, r);
            case OpCode.ObjectMerge:
                return Define(i, r, Merge.Documents(r[i.A], r[i.B], _meter));
            case OpCode.DataDot:
                return Define(i, r, DataLookup.Get(Get(r, i.A), Get(r, i.B)));
            case OpCode.Len:
                return Length(i, r);
            case OpCode.IsArray:
                return When(Get(r, i.A).Kind == ValKind.Array);
            case OpCode.IsObject:
                return When(Get(r, i.A).Kind == ValKind.Object);
            case OpCode.IsSet:
                return When(Get(r, i.A).Kind == ValKind.Set);
            case OpCode.Block:
                return Nested(i.Blocks, r);
            case OpCode.Scan:
                return Scan(i, r);
            case OpCode.ScanWhere:
                return ScanWhere(i, r);
            case OpCode.With:
                return With(i, r);
            case OpCode.CallFunction:
                return Define(i, r, Call(i.Callee!, i.Operands, r, i.At));
            case OpCode.CallBuiltin:
                return Define(i, r, CallBuiltin(i, r));
            case OpCode.TestBuiltin or OpCode.TestLess or OpCode.TestLessOrEqual or OpCode.TestGreater or OpCode.TestGreaterOrEqual or OpCode.TestMember:
                return When(Test(i, r));
            case OpCode.CallDynamic:
                return CallDynamic(i, r);
            case OpCode.ResultSetAdd:
                _meter.Elements(1);
                _results.Add(r[i.A]);
                return FellThrough;
            case OpCode.Nop:
                return FellThrough;
            default:
                throw new InvalidOperationException($"unknown instruction {i.Op}");
        }
    }

    private void Observe(Instruction i, Val[] r)
    {
        var compares = i.Op is OpCode.Equal or OpCode.NotEqual;
        _observer.Undefined(i.At, compares ? Get(r, i.A) : default, compares ? Get(r, i.B) : default);
    }

    private int Dot(Instruction i, Val[] r)
    {
        var source = Get(r, i.A);
        return Define(i, r, source.O is RObj obj ? obj.Get(Get(r, i.B)) : source.Get(Get(r, i.B)));
    }

    private Val Get(Val[] r, int operand) => operand >= 0 ? r[operand] : _constants[~operand];

    private static int When(bool holds) => holds ? FellThrough : Undefined;

    private static int Define(Instruction i, Val[] r, Val value)
    {
        r[i.Target] = value;
        return value.IsUndefined ? Undefined : FellThrough;
    }

    private static int Out(int outcome) => outcome == Returned ? Returned : outcome - 1;

    private int AssignOnce(Instruction i, Val[] r)
    {
        var value = Get(r, i.A);
        ref var target = ref r[i.Target];
        if (value.IsUndefined)
        {
            return FellThrough;
        }

        if (target.IsDefined && !target.Equals(value))
        {
            throw Error(EvaluationErrorCode.Conflict, Conflicts.Text(_functionIsUser), null, i.At);
        }

        target = value;
        return FellThrough;
    }

    private int InsertOnce(Instruction i, Val[] r)
    {
        _meter.Elements(1);
        var key = Get(r, i.A);
        var value = Get(r, i.B);
        var known = r[i.Target].O is RObj o ? o.Get(key) : default;
        if (known.IsDefined)
        {
            return known.Equals(value) ? FellThrough : throw Error(EvaluationErrorCode.Conflict, Conflicts.ObjectKeys, null, i.At);
        }

        return When(Mutation.Insert(ref r[i.Target], key, value, _meter));
    }

    private int Length(Instruction i, Val[] r)
    {
        var source = Get(r, i.A);
        var hasLength = source.Kind is ValKind.Array or ValKind.Object or ValKind.Set or ValKind.String;
        return Define(i, r, hasLength ? Val.From(source.Count) : default);
    }

    private bool Compare(Instruction i, Val[] r, out bool equal)
    {
        var a = Get(r, i.A);
        var b = Get(r, i.B);
        Charge(a, b);
        equal = a.Equals(b);
        return a.IsDefined && b.IsDefined;
    }

    private bool AreEqual(Val a, Val b)
    {
        Charge(a, b);
        return a.Equals(b) && a.IsDefined;
    }

    private void Charge(Val a, Val b)
    {
        if (a.O is Composite x && b.O is Composite y && x.Size > 64 && y.Size > 64)
        {
            _meter.Work(Math.Min(x.Size, y.Size) >> 4);
        }
    }

    private static Val Key(Val source, in Val key, ref int hint) => source.O is RObj obj ? obj.Get(key, ref hint) : source.Get(key);

    /// <summary>Whether a builtin's result is defined and not false. Small operands need no call.</summary>
    private bool Test(Instruction i, Val[] r)
    {
        if (i.Op != OpCode.TestBuiltin)
        {
            var a = Get(r, i.Operands[0]);
            var b = Get(r, i.Operands[1]);
            if (i.Op == OpCode.TestMember)
            {
                if (a.IsDefined && (b.O is RSet || (b.O is RArr array && array.Count <= FewElements)))
                {
                    return Internals.Member(Context, a, b);
                }
            }
            else if (a.IsSmallInteger && b.IsSmallInteger)
            {
                return i.Op switch
                {
                    OpCode.TestLess => a.N < b.N,
                    OpCode.TestLessOrEqual => a.N <= b.N,
                    OpCode.TestGreater => a.N > b.N,
                    _ => a.N >= b.N,
                };
            }
        }

        var result = CallBuiltin(i, r);
        return result.IsDefined && !result.IsFalse;
    }
}
