namespace Platform.Rego.Execution.Optimising;

/// <summary>
/// Ends a complete rule or a function as soon as its value is known: when all bodies give the same constant and the rest could only give it again, or when
/// there is one body and its head is reached once. Whether two bodies disagree is then no question.
/// </summary>
/// <remarks>
/// The planner's shape: bodies that put the value into a local of their own, each followed by a block that hands it to the result; perhaps a default; the return.
/// A function of any other shape stays as it is.
/// </remarks>
internal sealed class Returns(Quiet quiet)
{
    public Instruction[][] Apply(Instruction[][] blocks)
    {
        if (blocks is not [.., [{ Op: OpCode.ReturnLocal, A: var result }]])
        {
            return blocks;
        }

        var closings = blocks.Where(block => IsClosing(block, result)).ToList();
        var values = closings.Select(block => block[0].A).Distinct().ToList();
        var bodies = blocks[..^1].Where(block => !IsClosing(block, result) && !IsDefault(block, result)).ToList();
        var isOrdered = blocks[..^1].SkipWhile(block => !IsDefault(block, result)).All(block => IsDefault(block, result));
        if (values is not [var value] || !isOrdered || bodies.Any(body => Touches(body, result)))
        {
            return blocks;
        }

        var heads = bodies.SelectMany(body => All(body)).Where(i => i.Op == OpCode.AssignVarOnce && i.Target == value).ToList();
        if (heads.Count == 0 || !(IsOneConstant(heads, bodies, value) || IsReachedOnce(heads, bodies, value)))
        {
            return blocks;
        }

        var ended = new List<Instruction[]>();
        foreach (var block in blocks[..^1].Where(block => !IsClosing(block, result)))
        {
            ended.Add(block is [{ Op: OpCode.IsUndefined }, { Op: OpCode.AssignVarOnce, A: < 0 } given] && IsDefault(block, result)
                ? [Return(given)]
                : Ended(block, value));
        }

        // A default that takes more than a constant hands on its value as before.
        return ended[^1] is [{ Op: OpCode.Return }] || !ended.Any(block => IsDefault(block, result)) ? [.. ended] : [.. ended, blocks[^1]];
    }

    private bool IsOneConstant(List<Instruction> heads, List<Instruction[]> bodies, int value) =>
        heads[0].A < 0
        && heads.All(head => head.A == heads[0].A)
        && bodies.All(body => quiet.Holds(Ended(body, value)) && !All(body).Any(i => i.Op is OpCode.Not or OpCode.With && i.Blocks.SelectMany(All).Any(heads.Contains)));

    // The body's last statement, in no loop.
    private static bool IsReachedOnce(List<Instruction> heads, List<Instruction[]> bodies, int value) =>
        heads.Count == 1 && bodies is [[.., { Op: OpCode.AssignVarOnce } last]] && last.Target == value;

    private static bool IsClosing(Instruction[] block, int result) =>
        block is [{ Op: OpCode.IsDefined } test, { Op: OpCode.AssignVarOnce } hand] && hand.A == test.A && hand.Target == result && hand.A != result;

    private static bool IsDefault(Instruction[] block, int result) => block is [{ Op: OpCode.IsUndefined } test, ..] && test.A == result;

    private static bool Touches(Instruction[] body, int local) =>
        All(body).Any(i => Slots.Reads(i).Any(read => read.Local == local) || Slots.Writes(i).Contains(local));

    private static Instruction[] Ended(Instruction[] block, int value) =>
    [
        .. block.Where(i => i.Op != OpCode.ResetLocal || i.Target != value || IsAsked(block, value))
            .Select(i => i.Op == OpCode.AssignVarOnce && i.Target == value ? Return(i)
                : i.Blocks.Length == 0 ? i
                : i with { Blocks = [.. i.Blocks.Select(inner => Ended(inner, value))] }),
    ];

    // An else asks whether a value was given.
    private static bool IsAsked(Instruction[] block, int value) => All(block).Any(i => i.Op == OpCode.IsUndefined && i.A == value);

    private static Instruction Return(Instruction head) => head with { Op = OpCode.Return, Target = 0 };

    private static IEnumerable<Instruction> All(Instruction[] block) => block.SelectMany(i => i.Blocks.SelectMany(All).Prepend(i));
}
