using Platform.Rego.Builtins;

namespace Platform.Rego.Execution.Optimising;

/// <summary>
/// Whether instructions do nothing that shows but give values: no error, no note, no question to the world. Only these may be left out when their value
/// is known, so that the answer, errors included, stays what it is without.
/// </summary>
internal sealed class Quiet
{
    private static readonly HashSet<string> s_builtins =
        new(["equal", "neq", "lt", "lte", "gt", "gte", "internal.member_2", "internal.member_3"], StringComparer.Ordinal);

    private readonly Dictionary<Function, bool> _known = [];

    /// <summary>Whether calling the function is quiet; it is optimised already.</summary>
    public bool Holds(Function function)
    {
        if (!_known.TryGetValue(function, out var holds))
        {
            _known[function] = holds = function.Fast.All.All(Holds);
        }

        return holds;
    }

    public bool Holds(Instruction[] block) => block.All(Holds);

    private bool Holds(Instruction i) => i.Op switch
    {
        OpCode.AssignVarOnce or OpCode.ObjectInsertOnce or OpCode.CallDynamic or OpCode.ResultSetAdd => false,
        OpCode.CallBuiltin or OpCode.TestBuiltin or OpCode.TestLess or OpCode.TestLessOrEqual or OpCode.TestGreater or OpCode.TestGreaterOrEqual
            or OpCode.TestMember => IsQuiet(i.Builtin!),
        OpCode.CallRule or OpCode.CallFunction => Holds(i.Callee!),
        _ => i.Blocks.All(Holds),
    };

    // A builtin of the host that has the name is another.
    private static bool IsQuiet(BuiltinEntry builtin) => s_builtins.Contains(builtin.Name) && IsOurs(builtin);

    /// <summary>Whether the builtin is the engine's own and none of the host's with the same name.</summary>
    public static bool IsOurs(BuiltinEntry builtin) => BuiltinTable.TryGet(builtin.Name, out var own) && ReferenceEquals(own, builtin);
}
