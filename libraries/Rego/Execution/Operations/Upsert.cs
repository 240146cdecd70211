using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Operations;

/// <summary>Puts a value at a path, copying only the objects on the way; what is no object there is replaced by one.</summary>
internal static class Upsert
{
    internal static Val At(Val document, ReadOnlySpan<Val> path, Val value, Meter meter)
    {
        if (path.IsEmpty)
        {
            return value;
        }

        var inner = At(document.O is RObj o ? o.Get(path[0]) : default, path[1..], value, meter);
        meter.Copy(document.O is RObj wide ? wide.Count : 0);
        var result = document.O is RObj obj ? obj.Copy() : new RObj();
        if (inner.IsDefined)
        {
            result.Set(path[0], inner);
        }

        result.Freeze();
        return Val.From(result);
    }
}
