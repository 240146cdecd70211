using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>The value of a rule in one epoch; every <c>with</c> begins a new epoch, so nothing is ever cleared.</summary>
internal struct Memo
{
    internal int Epoch;
    internal Val Value;
}
