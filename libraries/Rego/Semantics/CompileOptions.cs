using Platform.Rego.Capabilities;

namespace Platform.Rego.Semantics;

/// <param name="Strict">Unused variables and imports are errors too.</param>
/// <param name="PrintCalls">Keep <c>print</c>; otherwise it is erased.</param>
internal sealed record CompileOptions(CapabilitySet Capabilities, bool Strict = false, bool PrintCalls = false)
{
    public bool CheckTypes { get; init; }

    public RegoSchemas? Schemas { get; init; }

    /// <summary>Builtins of the host; their signatures are among the capabilities.</summary>
    public IReadOnlyList<RegoBuiltin> Builtins { get; init; } = [];

    public int MaxPlanStatements { get; init; } = int.MaxValue;

    /// <summary>Prepare the rules named <c>test_…</c> for a test run: see <see cref="TestRules"/>.</summary>
    public bool Tests { get; init; }
}
