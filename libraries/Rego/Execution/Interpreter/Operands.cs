using System.Runtime.CompilerServices;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>Room on the stack for the operands of a builtin.</summary>
[InlineArray(Length)]
internal struct Operands
{
    internal const int Length = 6;

    private Val _first;
}
