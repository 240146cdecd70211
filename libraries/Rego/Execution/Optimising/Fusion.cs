using Platform.Rego.Values;

namespace Platform.Rego.Execution.Optimising;

/// <summary>Makes one instruction of several whose values only pass from one to the next.</summary>
internal sealed class Fusion(LocalFlow flow, IReadOnlyList<Val> constants)
{
    public Instruction[] Apply(Instruction[] block)
    {
        var result = new List<Instruction>(block.Length);
        foreach (var i in block)
        {
            result.Add(i.Blocks.Length == 0 ? Single(i) : Nesting(i with { Blocks = [.. i.Blocks.Select(Apply)] }));
            Join(result);
        }

        return [.. result];
    }

    // A constant string is no index of an array, and not the integer that finds its text in base documents.
    private Instruction Single(Instruction i) =>
        i.Op is OpCode.Dot or OpCode.DataDot && i.A >= 0 && i.B < 0 && constants[~i.B] is { Kind: ValKind.String } key
            ? i with { Op = OpCode.DotKey, Constant = key, B = 0 }
            : i;

    private static Instruction Nesting(Instruction i) =>
        i.Op == OpCode.Scan && i.Blocks[0] is [{ Op: OpCode.EqualDot or OpCode.EqualDotDot } first, ..] && Other(first, i.Target) is { } other
            && (other < 0 || (other != i.Target && other != i.B && !Writes(i.Blocks[0]).Contains(other)))
            ? i with { Op = OpCode.ScanWhere }
            : i;

    // The operand that an element's key is compared with; null when that is no question to a key of the element.
    private static int? Other(Instruction compare, int element) =>
        compare.A == element ? compare.B : compare.Op == OpCode.EqualDotDot && compare.B == element ? compare.A : null;

    private static IEnumerable<int> Writes(Instruction[] block) => block.SelectMany(i => Slots.Writes(i).Concat(i.Blocks.SelectMany(Writes)));

    private void Join(List<Instruction> made)
    {
        var last = made[^1];
        if (last.Op == OpCode.Equal)
        {
            Compared(made, last);
        }
        else if (last.Op == OpCode.NotEqual && last.B < 0 && constants[~last.B].IsFalse && made.Count > 1
            && made[^2] is { Op: OpCode.CallBuiltin } call && call.Target == last.A && flow.HasOneReader(last.A))
        {
            Replace(made, 2, call with { Op = Test(call) });
        }
    }

    private void Compared(List<Instruction> made, Instruction equal)
    {
        if (made.Count > 2 && IsRead(made[^3], equal.A) && IsRead(made[^2], equal.B) && made[^2].A != equal.A)
        {
            Replace(made, 3, Both(made[^3], made[^2], equal));
        }
        else if (made.Count > 2 && IsRead(made[^3], equal.B) && IsRead(made[^2], equal.A) && made[^2].A != equal.B)
        {
            Replace(made, 3, Both(made[^3], made[^2], equal));
        }
        else if (made.Count > 1 && IsRead(made[^2], equal.A) && equal.B != equal.A)
        {
            Replace(made, 2, made[^2] with { Op = OpCode.EqualDot, B = equal.B, At = equal.At });
        }
        else if (made.Count > 1 && IsRead(made[^2], equal.B) && equal.B != equal.A)
        {
            Replace(made, 2, made[^2] with { Op = OpCode.EqualDot, B = equal.A, At = equal.At });
        }
    }

    private bool IsRead(Instruction i, int local) => i.Op == OpCode.DotKey && local >= 0 && i.Target == local && flow.HasOneReader(local);

    private static Instruction Both(Instruction one, Instruction other, Instruction equal) =>
        one with { Op = OpCode.EqualDotDot, B = other.A, OtherConstant = other.Constant, At = equal.At };

    private static void Replace(List<Instruction> made, int count, Instruction by)
    {
        made.RemoveRange(made.Count - count, count);
        made.Add(by);
    }

    private static OpCode Test(Instruction call) => !Quiet.IsOurs(call.Builtin!) ? OpCode.TestBuiltin : call.Builtin!.Name switch
    {
        "lt" => OpCode.TestLess,
        "lte" => OpCode.TestLessOrEqual,
        "gt" => OpCode.TestGreater,
        "gte" => OpCode.TestGreaterOrEqual,
        "internal.member_2" => OpCode.TestMember,
        _ => OpCode.TestBuiltin,
    };
}
