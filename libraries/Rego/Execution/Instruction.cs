using Platform.Rego.Builtins;
using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>A statement with its names resolved. Operands are locals, or constants of the program as their complement (<c>~index</c>).</summary>
internal sealed class Instruction
{
    internal required OpCode Op { get; init; }

    internal required Location At { get; init; }

    internal int A { get; init; }

    internal int B { get; init; }

    internal int Target { get; init; }

    internal Val Constant { get; init; }

    /// <summary>The operands of a call, or the path of <see cref="OpCode.CallDynamic"/>.</summary>
    internal int[] Operands { get; init; } = [];

    /// <summary>The arguments of <see cref="OpCode.CallDynamic"/>.</summary>
    internal int[] Arguments { get; init; } = [];

    /// <summary>The path of <see cref="OpCode.With"/>.</summary>
    internal Val[] Path { get; init; } = [];

    /// <summary>Whether the instruction gives the rule its value.</summary>
    internal bool IsHead { get; init; }

    internal StatementRole Role => IsHead ? StatementRole.Head
        : Op is OpCode.Nop or OpCode.ResetLocal or OpCode.ReturnLocal or OpCode.IsDefined or OpCode.IsUndefined
            or OpCode.Block or OpCode.Break or OpCode.MakeArray or OpCode.MakeObject or OpCode.MakeSet or OpCode.ResultSetAdd
            ? StatementRole.Housekeeping
            : StatementRole.Expression;

    internal Instruction[][] Blocks { get; init; } = [];

    internal Function? Callee { get; init; }

    internal BuiltinEntry? Builtin { get; init; }
}
