using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Modules after all passes: the planner's input.</summary>
internal sealed record Compilation(ImmutableArray<Module> Modules, RuleTree Rules, CompileOptions Options, LocalNames Names)
{
    public CapabilitySet Capabilities => Options.Capabilities;
}
