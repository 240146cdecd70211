namespace Platform.Rego.Execution.Optimising;

/// <summary>How the locals of one body of a function flow, and which of them nothing outside the body can see.</summary>
internal sealed class LocalFlow
{
    private readonly int[] _reads;
    private readonly int[] _writes;
    private readonly bool[] _needsLocal;
    private readonly HashSet<int> _seenOutside;

    private LocalFlow(Function function, HashSet<int> seenOutside)
    {
        _reads = new int[function.Locals];
        _writes = new int[function.Locals];
        _needsLocal = new bool[function.Locals];
        _seenOutside = seenOutside;
    }

    /// <summary>The flow of a body.</summary>
    /// <param name="function">Whose body it is.</param>
    /// <param name="body">The body.</param>
    /// <param name="seenOutside">What <see cref="ReadBeforeWritten"/> tells of the whole function.</param>
    public static LocalFlow Of(Function function, Instruction[] body, HashSet<int> seenOutside)
    {
        var flow = new LocalFlow(function, seenOutside);
        flow.Count(body);
        return flow;
    }

    /// <summary>The locals whose value a body may take from before it: parameters, results, what bodies hand on to each other.</summary>
    public static HashSet<int> ReadBeforeWritten(IEnumerable<Instruction[]> bodies)
    {
        var found = new HashSet<int>();
        foreach (var body in bodies)
        {
            Walk(body, [], found);
        }

        return found;
    }

    /// <summary>Whether every read of the local, in this body alone, follows its one write.</summary>
    public bool IsWrittenOnce(int local) => _writes[local] == 1 && !_seenOutside.Contains(local);

    /// <summary>Whether these writes are all, and nothing outside the body sees the value.</summary>
    public bool IsMadeBy(int local, int writes) => _writes[local] == writes && !_seenOutside.Contains(local);

    /// <summary>Whether the local keeps the value with which the body begins.</summary>
    public bool IsNeverWritten(int local) => _writes[local] == 0;

    /// <summary>Whether the value is made for one reader, which follows.</summary>
    public bool HasOneReader(int local) => _reads[local] == 1 && IsWrittenOnce(local);

    /// <summary>Whether a constant can stand wherever the local is read.</summary>
    public bool MayBeConstant(int local) => !_needsLocal[local];

    private void Count(Instruction[] block)
    {
        foreach (var i in block)
        {
            foreach (var (local, mayBeConstant) in Slots.Reads(i))
            {
                _reads[local]++;
                _needsLocal[local] |= !mayBeConstant;
            }

            foreach (var local in Slots.Writes(i))
            {
                _writes[local]++;
            }

            foreach (var inner in i.Blocks)
            {
                Count(inner);
            }
        }
    }

    // What a nested block writes is not sure to be written when the block has ended.
    private static void Walk(Instruction[] block, HashSet<int> written, HashSet<int> found)
    {
        var sure = new HashSet<int>(written);
        foreach (var i in block)
        {
            foreach (var (local, _) in Slots.Reads(i))
            {
                if (!sure.Contains(local))
                {
                    found.Add(local);
                }
            }

            foreach (var local in Slots.Writes(i).Where(_ => i.Op != OpCode.Scan))
            {
                sure.Add(local);
            }

            foreach (var inner in i.Blocks)
            {
                Walk(inner, i.Op == OpCode.Scan ? [.. sure, .. Slots.Writes(i)] : sure, found);
            }
        }
    }
}
