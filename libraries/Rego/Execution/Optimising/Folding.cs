using Platform.Rego.Values;

namespace Platform.Rego.Execution.Optimising;

/// <summary>Makes a constant of an array, object or set that is put together from constants, and gives room at once to what is not.</summary>
internal sealed class Folding(LocalFlow flow, IReadOnlyList<Val> constants)
{
    private const int MostElements = 256;

    public Instruction[] Apply(Instruction[] block)
    {
        var result = new List<Instruction>(block.Length);
        for (var at = 0; at < block.Length; at++)
        {
            var i = block[at];
            if (i.Op is not (OpCode.MakeArray or OpCode.MakeObject or OpCode.MakeSet))
            {
                result.Add(i.Blocks.Length == 0 ? i : i with { Blocks = [.. i.Blocks.Select(Apply)] });
                continue;
            }

            var puts = block.Skip(at + 1).TakeWhile(next => Puts(i.Op, next) && next.Target == i.Target).ToList();
            if (puts.Count <= MostElements && flow.IsMadeBy(i.Target, 1 + puts.Count) && puts.All(put => put.A < 0 && (put.Op != OpCode.ObjectInsert || put.B < 0)))
            {
                result.Add(new Instruction { Op = OpCode.AssignConstant, At = i.At, Target = i.Target, Constant = Made(i.Op, puts) });
                at += puts.Count;
            }
            else
            {
                result.Add(i.Op == OpCode.MakeObject ? i with { A = block.Skip(at).Count(next => Puts(i.Op, next) && next.Target == i.Target) } : i);
            }
        }

        return [.. result];
    }

    private static bool Puts(OpCode make, Instruction put) => put.Op == make switch
    {
        OpCode.MakeArray => OpCode.ArrayAppend,
        OpCode.MakeObject => OpCode.ObjectInsert,
        _ => OpCode.SetAdd,
    };

    private Val Made(OpCode make, List<Instruction> puts) => make switch
    {
        OpCode.MakeArray => Val.From(RArr.Of([.. puts.Select(put => constants[~put.A])])),
        OpCode.MakeObject => Val.From(RObj.Of([.. puts.Select(put => (constants[~put.A], constants[~put.B]))])),
        _ => Val.From(RSet.Of([.. puts.Select(put => constants[~put.A])])),
    };
}
