using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Operations;

/// <summary>Merges the base document (first) and the virtual one; where both hold a leaf, the base document's wins.</summary>
internal static class Merge
{
    internal static Val Documents(Val first, Val second, Meter meter)
    {
        if (first.IsUndefined || second.IsUndefined)
        {
            return first.IsUndefined ? second : first;
        }

        if (first.O is not RObj left || second.O is not RObj right)
        {
            return first;
        }

        meter.Elements(left.Count + right.Count);
        var result = left.Copy();
        var keys = right.UnorderedKeys;
        for (var i = 0; i < keys.Length; i++)
        {
            result.Set(keys[i], Documents(left.Get(keys[i]), right.UnorderedValues[i], meter));
        }

        return Val.From(result);
    }
}
