using Platform.Rego.Builtins;
using Platform.Rego.Execution.Operations;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>Calls of rules, functions and builtins.</summary>
internal sealed partial class Machine<TObserver>
{
    private Val Rule(Function function, Val input, Val data, Location at)
    {
        ref var memo = ref _memo[function.Index];
        return memo.Epoch == _epoch ? memo.Value : Rule(ref memo, function, input, data, at);
    }

    private Val Rule(ref Memo memo, Function function, Val input, Val data, Location at)
    {
        var epoch = _epoch;
        var frame = Enter(function, at);
        frame[0] = input;
        frame[1] = data;
        var value = Finish(function, frame);
        if (memo.Epoch == 0)
        {
            _memorised[_memorisedCount++] = function.Index;
        }

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

        if (typeof(TObserver) != typeof(NoObserver))
        {
            _observer.Enter(function.Name);
        }

        return Frame(function);
    }

    private Val[] Frame(Function function)
    {
        // Rego has no recursion, so one frame per function is nearly always enough.
        var frame = _frames[function.Index];
        _frames[function.Index] = null;
        return frame ?? new Val[function.Locals];
    }

    private void Leave(Function function, Val[] frame)
    {
        Array.Clear(frame);
        _frames[function.Index] = frame;
    }

    private Val Finish(Function function, Val[] frame)
    {
        var outer = _functionIsUser;
        _functionIsUser = function.IsUserFunction;
        _returned = default;
        Deeper();
        Blocks(function, frame);
        _nesting--;
        var value = _returned;
        value.Freeze();
        _returned = default;
        _functionIsUser = outer;
        Leave(function, frame);
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
        var node = Program.Functions;
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
}
