using System.Runtime.CompilerServices;
using Platform.Rego.Execution.Operations;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>Statements that run blocks.</summary>
internal sealed partial class Machine<TObserver>
{
    private const int LevelsPerStackCheck = 8;

    /// <summary>Sees that the stack suffices; every few levels, as far less than it guarantees is used by so many.</summary>
    private void Deeper()
    {
        if ((++_nesting & (LevelsPerStackCheck - 1)) == 0)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
    }

    private int Nested(Instruction[][] blocks, Val[] r)
    {
        Deeper();
        var outcome = FellThrough;
        foreach (var block in blocks)
        {
            if ((outcome = Block(block, r)) > 0)
            {
                break;
            }
        }

        _nesting--;
        return outcome > 0 ? Out(outcome) : FellThrough;
    }

    private int Scan(Instruction i, Val[] r)
    {
        Deeper();
        var outcome = Elements(i, r);
        _nesting--;
        return outcome;
    }

    private int Elements(Instruction i, Val[] r)
    {
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

    /// <summary>A scan that need only look at elements with one value at one key: of an array that is scanned so again and again, they are looked up.</summary>
    private int ScanWhere(Instruction i, Val[] r)
    {
        if (r[i.A].O is not RArr { Frozen: true } array)
        {
            return Scan(i, r);
        }

        var first = i.Blocks[0][0];
        var isLeft = first.A == i.Target;
        if (array.Index(isLeft ? first.Constant : first.OtherConstant, out var cost) is not { } index)
        {
            return Scan(i, r);
        }

        _meter.Elements(cost);

        var wanted = !isLeft ? Key(r[first.A], first.Constant, ref first.Hint)
            : first.Op == OpCode.EqualDot ? Get(r, first.B)
            : Key(r[first.B], first.OtherConstant, ref first.OtherHint);
        Deeper();
        var outcome = FellThrough;
        for (var at = index.First(wanted); at >= 0 && outcome <= 0; at = index.Next(at))
        {
            _meter.Instruction();
            r[i.B] = Val.From(at);
            r[i.Target] = array[at];
            outcome = Block(i.Blocks[0], r);
        }

        _nesting--;
        return outcome > 0 ? Out(outcome) : FellThrough;
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
        Deeper();
        var outcome = Block(i.Blocks[0], r);
        _nesting--;
        return outcome == FellThrough ? Undefined : outcome == Undefined ? FellThrough : Out(outcome);
    }

    private int With(Instruction i, Val[] r)
    {
        var saved = r[i.Target];
        var epoch = _epoch;
        var replacement = Upsert.At(saved, i.Path, Get(r, i.A), _meter);
        replacement.Freeze();
        r[i.Target] = replacement;
        _epoch = ++_lastEpoch;
        Deeper();
        try
        {
            var outcome = Block(i.Blocks[0], r);
            return outcome > 0 ? Out(outcome) : outcome;
        }
        finally
        {
            _nesting--;
            r[i.Target] = saved;
            _epoch = epoch;
        }
    }
}
