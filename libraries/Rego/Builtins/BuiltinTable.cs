using System.Diagnostics.CodeAnalysis;

namespace Platform.Rego.Builtins;

/// <summary>All builtins; the rows come from the methods that carry <see cref="BuiltinAttribute"/>.</summary>
internal static partial class BuiltinTable
{
    private static readonly Dictionary<string, BuiltinEntry> s_entries = Rows().ToDictionary(e => e.Name, StringComparer.Ordinal);

    internal static IReadOnlyCollection<string> Names => s_entries.Keys;

    /// <summary>What the compiler turns into something else, so that nothing is left to run.</summary>
    internal static IReadOnlyCollection<string> CompiledAway { get; } = ["assign", "eq", "print", "rego.metadata.chain", "rego.metadata.rule"];

    internal static bool TryGet(string name, [NotNullWhen(true)] out BuiltinEntry? entry) => s_entries.TryGetValue(name, out entry);

    private static partial IEnumerable<BuiltinEntry> Rows();
}
