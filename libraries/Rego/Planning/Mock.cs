using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

/// <summary>What stands in for a function inside of <c>with</c>.</summary>
internal abstract record Mock;

/// <summary>Another function, of rules or built in.</summary>
internal sealed record FunctionMock(RefTerm Function) : Mock;

/// <summary>A value known when planning.</summary>
internal sealed record ConstantMock(Term Value) : Mock;

/// <summary>A value known when running; it travels in the data document under <see cref="Planner.MockRoot"/>.</summary>
internal sealed record SlotMock(string Slot) : Mock;
