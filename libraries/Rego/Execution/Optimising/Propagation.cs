using Platform.Rego.Values;

namespace Platform.Rego.Execution.Optimising;

/// <summary>Reads constants and copied locals where they come from, and leaves out the copies.</summary>
internal sealed class Propagation(LocalFlow flow, Func<Val, int> constant)
{
    private readonly Dictionary<int, int> _sources = [];

    /// <summary>The body without copies that only pass a value on.</summary>
    public Instruction[] Apply(Instruction[] block)
    {
        var result = new List<Instruction>(block.Length);
        foreach (var original in block)
        {
            var i = Slots.Replace(original, Source);
            if (Passes(i) is { } source)
            {
                _sources[i.Target] = source;
                continue;
            }

            result.Add(i.Blocks.Length == 0 ? i : i with { Blocks = [.. i.Blocks.Select(Apply)] });
        }

        return [.. result];
    }

    private int Source(int local) => _sources.GetValueOrDefault(local, local);

    // What can stand for the target wherever it is read; null when the instruction must stay.
    private int? Passes(Instruction i)
    {
        if (!flow.IsWrittenOnce(i.Target))
        {
            return null;
        }

        return i.Op switch
        {
            OpCode.AssignConstant when flow.MayBeConstant(i.Target) => constant(i.Constant),
            OpCode.AssignVar when i.A < 0 && flow.MayBeConstant(i.Target) => i.A,
            OpCode.AssignVar when i.A >= 0 && (flow.IsWrittenOnce(i.A) || flow.IsNeverWritten(i.A)) => i.A,
            _ => null,
        };
    }
}
