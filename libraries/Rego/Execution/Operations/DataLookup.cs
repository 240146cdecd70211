using Platform.Rego.Values;

namespace Platform.Rego.Execution.Operations;

/// <summary>Looks into base documents, whose object keys are strings: an integer finds the key that is its text.</summary>
internal static class DataLookup
{
    internal static Val Get(Val source, Val key)
    {
        var value = source.Get(key);
        return value.IsUndefined && source.Kind == ValKind.Object && key.IsSmallInteger
            ? source.Get(Val.From(key.ToString()))
            : value;
    }
}
