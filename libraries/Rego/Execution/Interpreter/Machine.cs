using System.Runtime.CompilerServices;
using Platform.Rego.Builtins;
using Platform.Rego.Execution.Operations;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>
/// Executes linked functions. A block returns <see cref="FellThrough"/>, or how many blocks around it end too: a statement that is
/// undefined ends its own block with 0, and each nesting statement passes on one less than its block returned.
/// </summary>
internal sealed class Machine<TObserver> where TObserver : struct, IEvaluationObserver
{
    private const int FellThrough = -1;
    private const int Undefined = 0;
    private const int Returned = int.MaxValue;
    private const int SkipLookup = 3;
    private const int CostOfComposite = 4;

    private readonly PolicyProgram _program;
    private readonly Val[] _constants;
    private readonly EvaluationOptions _options;
    private readonly Meter _meter;
    private readonly Memo[] _memo;
    private readonly Val[]?[] _frames;
    private readonly ResultSet _results = new();
    private readonly BuiltinErrors _errors;
    private readonly CancellationToken _cancellation;
    private BuiltinContext? _context;
    private TObserver _observer;
    private Val _returned;
    private int _epoch = 1;
    private int _lastEpoch = 1;
    private int _depth;
    private Location _at;
    private bool _functionIsUser;

    internal Machine(PolicyProgram program, TObserver observer, EvaluationOptions options, CancellationToken cancellation)
    {
        _program = program;
        _constants = program.Constants;
        _observer = observer;
        _options = options;
        _cancellation = cancellation;
        _meter = new Meter(options.Limits, cancellation);
        _memo = new Memo[program.FunctionCount];
        _frames = new Val[]?[program.FunctionCount];
        _errors = new BuiltinErrors(program);
    }

    private BuiltinContext Context => _context ??= new BuiltinContext
    {
        Cancellation = _cancellation,
        Clock = _options.Clock,
        Random = _options.Random,
        Runtime = _options.Runtime,
        Print = _options.Print,
        Trace = _options.Trace,
        TestCase = _options.TestCase,
        Services = _options.Services,
        Files = _program.Files,
        Meter = units =>
        {
            _meter.Work(units);
            _meter.Elements(units / 16);
        },
    };

    internal EvaluationResult Run(Function plan, Val input, Val data)
    {
        (input.O as Composite)?.Freeze();
        (data.O as Composite)?.Freeze();
        try
        {
            var frame = new Val[plan.Locals];
            frame[0] = input;
            frame[1] = data;
            Blocks(plan, frame);
        }
        catch (OperationCanceledException e) when (_cancellation.IsCancellationRequested)
        {
            throw Error(EvaluationErrorCode.Cancel, "caller cancelled query execution", e);
        }
        catch (HaltException e)
        {
            throw Error(e.Code, e.Message, e);
        }
        catch (ValueLimitException e)
        {
            throw new RegoLimitException(RegoLimit.Value, e.Message, File(_at), _at.Row, e);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw new RegoLimitException(RegoLimit.CallDepth, "the stack of the thread is used up", File(_at), _at.Row, e);
        }

        // As OPA does, only now: a conflict found later is the graver error.
        return _options.StrictBuiltinErrors && _errors.All.Count > 0
            ? throw _errors.All[0]
            : new EvaluationResult(_results.Bindings, _errors.All);
    }

    private void Blocks(Function function, Val[] frame)
    {
        foreach (var block in function.Blocks)
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
                case OpCode.Break:
                    return i.A;
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
                r[i.Target] = new Val(new RObj(), 0);
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
            case OpCode.Not:
                return Not(i, r);
            case OpCode.With:
                return With(i, r);
            case OpCode.CallRule:
                return Define(i, r, Rule(i.Callee!, r[0], r[1], i.At));
            case OpCode.CallFunction:
                return Define(i, r, Call(i.Callee!, i.Operands, r, i.At));
            case OpCode.CallBuiltin:
                return Define(i, r, CallBuiltin(i, r));
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
        if (a.O is Composite x && b.O is Composite y && x.Size > 64 && y.Size > 64)
        {
            _meter.Work(Math.Min(x.Size, y.Size) >> 4);
        }

        equal = a.Equals(b);
        return a.IsDefined && b.IsDefined;
    }

    private int Nested(Instruction[][] blocks, Val[] r)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var block in blocks)
        {
            var outcome = Block(block, r);
            if (outcome > 0)
            {
                return Out(outcome);
            }
        }

        return FellThrough;
    }

    private int Scan(Instruction i, Val[] r)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var block = i.Blocks[0];
        switch (r[i.A].O)
        {
            case RArr array:
                // By index: the block may replace the local, never the array.
                var count = array.Count;
                for (var at = 0; at < count; at++)
                {
                    _meter.Instruction();
                    r[i.B] = Val.From(at);
                    r[i.Target] = array[at];
                    var outcome = Block(block, r);
                    if (outcome > 0)
                    {
                        return Out(outcome);
                    }
                }

                return FellThrough;
            case RObj obj:
                _meter.Work(obj.IsOrdered ? 0 : obj.Count);
                return Each(i, r, obj.KeysInOrder(), obj.ValuesInOrder());
            case RSet set:
                _meter.Work(set.IsOrdered ? 0 : set.Count);
                var members = set.InOrder();
                return Each(i, r, members, members);
            default:
                return Undefined;
        }
    }

    private int Each(Instruction i, Val[] r, ReadOnlySpan<Val> keys, ReadOnlySpan<Val> values)
    {
        var block = i.Blocks[0];
        for (var at = 0; at < keys.Length; at++)
        {
            _meter.Instruction();
            r[i.B] = keys[at];
            r[i.Target] = values[at];
            var outcome = Block(block, r);
            if (outcome > 0)
            {
                return Out(outcome);
            }
        }

        return FellThrough;
    }

    private int Not(Instruction i, Val[] r)
    {
        var outcome = Block(i.Blocks[0], r);
        return outcome == FellThrough ? Undefined : outcome == Undefined ? FellThrough : Out(outcome);
    }

    private int With(Instruction i, Val[] r)
    {
        var saved = r[i.Target];
        var epoch = _epoch;
        var replacement = Upsert.At(saved, i.Path, Get(r, i.A), _meter);
        (replacement.O as Composite)?.Freeze();
        r[i.Target] = replacement;
        _epoch = ++_lastEpoch;
        try
        {
            var outcome = Block(i.Blocks[0], r);
            return outcome > 0 ? Out(outcome) : outcome;
        }
        finally
        {
            r[i.Target] = saved;
            _epoch = epoch;
        }
    }

    private Val Rule(Function function, Val input, Val data, Location at)
    {
        ref var memo = ref _memo[function.Index];
        if (memo.Epoch == _epoch)
        {
            return memo.Value;
        }

        var epoch = _epoch;
        var frame = Enter(function, at);
        frame[0] = input;
        frame[1] = data;
        var value = Finish(function, frame);
        memo = new Memo { Epoch = epoch, Value = value };
        return value;
    }

    private Val Call(Function function, int[] operands, Val[] r, Location at)
    {
        var frame = Enter(function, at);
        var parameters = function.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            frame[parameters[i]] = Get(r, operands[i]);
        }

        return Finish(function, frame);
    }

    private Val[] Enter(Function function, Location at)
    {
        if (++_depth > _options.Limits.MaxCallDepth)
        {
            throw new RegoLimitException(RegoLimit.CallDepth, $"calls are nested deeper than {_options.Limits.MaxCallDepth}", File(at), at.Row);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (typeof(TObserver) != typeof(NoObserver))
        {
            _observer.Enter(function.Name);
        }

        // Rego has no recursion, so one frame per function is nearly always enough.
        var frame = _frames[function.Index];
        if (frame is null)
        {
            return new Val[function.Locals];
        }

        _frames[function.Index] = null;
        Array.Clear(frame);
        return frame;
    }

    private Val Finish(Function function, Val[] frame)
    {
        var outer = _functionIsUser;
        _functionIsUser = function.IsUserFunction;
        _returned = default;
        Blocks(function, frame);
        var value = _returned;
        (value.O as Composite)?.Freeze();
        _returned = default;
        _functionIsUser = outer;
        _frames[function.Index] = frame;
        _depth--;
        if (typeof(TObserver) != typeof(NoObserver))
        {
            _observer.Exit(function.Name, value);
        }

        return value;
    }

    private Val CallBuiltin(Instruction i, Val[] r)
    {
        var operands = new Operands();
        var span = i.Operands.Length <= Operands.Length ? ((Span<Val>)operands)[..i.Operands.Length] : new Val[i.Operands.Length];
        var work = 0L;
        for (var at = 0; at < span.Length; at++)
        {
            span[at] = Get(r, i.Operands[at]);
            switch (span[at].O)
            {
                case null:
                    return default;
                case string text:
                    work += text.Length >> 6;
                    break;
                case RArr array:
                    work += array.Count >> 6;
                    break;
            }
        }

        if (work > 0)
        {
            _meter.Work(work);
        }

        var context = Context;
        context.File = i.At.File;
        context.Row = i.At.Row;
        _at = i.At;
        Val result;
        try
        {
            result = i.Builtin!.Body(context, span);
        }
        catch (BuiltinException e)
        {
            context.Fail(e);
            result = default;
        }
        catch (OverflowException e)
        {
            context.Fail(new BuiltinException(e.Message));
            result = default;
        }
        catch (Exception e) when (e is not (RegoEvaluationException or OperationCanceledException or HaltException or ValueLimitException
            or InsufficientExecutionStackException or OutOfMemoryException))
        {
            // A fault of the engine or of the host's builtin. Undefined would hide it, and might permit.
            throw Error(EvaluationErrorCode.Internal, $"{i.Builtin!.Name}: {e.GetType().Name}: {e.Message}", e, i.At);
        }

        if (typeof(TObserver) != typeof(NoObserver))
        {
            _observer.Called(i.Builtin!.Name, span, result, i.At);
        }

        if (result.IsUndefined)
        {
            _errors.Add(i.Builtin!.Name, context.TakeError(), i.At);
            return default;
        }

        _meter.Elements(Cost(result));
        return result;
    }

    /// <summary>The elements at the top of a result; what lies deeper was there before, or the builtin has counted it.</summary>
    private static long Cost(Val result) => result.O switch
    {
        string text => text.Length >> 4,
        RArr array => array.Count,
        RObj obj => obj.Count,
        RSet set => set.Count,
        _ => 0,
    };

    private int CallDynamic(Instruction i, Val[] r)
    {
        var node = _program.Functions;
        foreach (var element in i.Operands)
        {
            var key = Get(r, element);
            if (key.IsUndefined || node.Child(key) is not { } child)
            {
                return Define(i, r, default);
            }

            node = child;
        }

        if (node.Function is not { } function || function.Parameters.Length != i.Arguments.Length)
        {
            return Define(i, r, default);
        }

        var isRule = i.Arguments is [0, 1] && function.Parameters is [0, 1];
        var value = isRule ? Rule(function, r[0], r[1], i.At) : Call(function, i.Arguments, r, i.At);
        r[i.Target] = value;
        // A rule that exists but has no value ends the whole lookup; only a missing one goes on to the base documents.
        return value.IsUndefined ? SkipLookup : FellThrough;
    }

    private string File(Location at) => (uint)at.File < (uint)_program.Files.Length ? _program.Files[at.File] : "";

    private RegoEvaluationException Error(string code, string reason, Exception? inner = null, Location? at = null)
    {
        var place = at ?? _at;
        return new RegoEvaluationException(code, reason, place.Row > 0 ? File(place) : "", place.Row, inner);
    }
}
