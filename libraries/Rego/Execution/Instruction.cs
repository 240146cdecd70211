using Platform.Rego.Builtins;
using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>A statement with its names resolved. Operands are locals, or constants of the program as their complement (<c>~index</c>).</summary>
internal sealed record Instruction
{
    internal required OpCode Op { get; init; }

    internal required Location At { get; init; }

    internal int A { get; init; }

    internal int B { get; init; }

    internal int Target { get; init; }

    /// <summary>The value of <see cref="OpCode.AssignConstant"/>, or the key of a look-up by a constant string.</summary>
    internal Val Constant { get; init; }

    /// <summary>The second key of <see cref="OpCode.EqualDotDot"/>.</summary>
    internal Val OtherConstant { get; init; }

    /// <summary>Where the key was found last: looked at first the next time, and only a hint, so that threads may overwrite each other's.</summary>
    internal int Hint;

    /// <summary>The same for the second key.</summary>
    internal int OtherHint;

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
