using Platform.Rego.Builtins;
using Platform.Rego.Tests.Conformance;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Builtins;

public sealed class BuiltinTableTests
{
    [Fact]
    public void Holds_exactly_what_OPA_s_capabilities_name()
    {
        var declared = Capabilities().Select(b => b["name"].AsString()).Where(n => !n.StartsWith("regal.", StringComparison.Ordinal)).ToHashSet();
        var known = BuiltinTable.Names.Concat(BuiltinTable.CompiledAway).ToHashSet();
        Assert.Equal([], declared.Except(known).Order());
        Assert.Equal([], known.Except(declared).Order());
    }

    [Fact]
    public void Agrees_with_the_capabilities_on_the_number_of_operands()
    {
        foreach (var builtin in Capabilities())
        {
            if (BuiltinTable.TryGet(builtin["name"].AsString(), out var entry))
            {
                Assert.True(builtin["decl"]["args"].Count == entry.Arity, $"{entry.Name} takes {builtin["decl"]["args"].Count} operands, not {entry.Arity}");
            }
        }
    }

    private static Val[] Capabilities()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        return ConformanceFolder.Read(Path.Combine(ConformanceFolder.Path!, "capabilities.json"))["builtins"].Items.ToArray();
    }
}
