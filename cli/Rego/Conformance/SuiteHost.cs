using Platform.Rego.Builtins;
using Platform.Rego.Values;

namespace Platform.Rego.Conformance;

/// <summary>What the host of OPA's suite adds to the language: <c>test.sleep</c>, which lets real time pass during an evaluation.</summary>
internal static class SuiteHost
{
    private const string Declaration = """{"args":[{"type":"string"}],"result":{"type":"null"},"type":"function"}""";

    public static RegoOptions Options { get; } = new() { Builtins = [new RegoBuiltin("test.sleep", 1, Sleep) { Declaration = Declaration }] };

    private static Val Sleep(BuiltinContext context, ReadOnlySpan<Val> operands)
    {
        var duration = operands[0].AsString();
        var milliseconds = duration.EndsWith("ms", StringComparison.Ordinal) && int.TryParse(duration[..^2], out var whole)
            ? whole
            : throw new BuiltinException($"test.sleep: {duration} is not a number of milliseconds");
        context.Cancellation.WaitHandle.WaitOne(milliseconds);
        return Val.Null;
    }
}
