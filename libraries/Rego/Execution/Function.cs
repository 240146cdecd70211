using Platform.Rego.Execution.Optimising;

namespace Platform.Rego.Execution;

/// <summary>A linked function or plan.</summary>
internal sealed class Function(string name, int index, int[] parameters)
{
    internal string Name { get; } = name;

    /// <summary>The place of the function in memo tables and frames.</summary>
    internal int Index { get; } = index;

    internal int[] Parameters { get; } = parameters;

    /// <summary>Whether the function takes more than input and data, so that its result depends on arguments.</summary>
    internal bool IsUserFunction => Parameters.Length > 2;

    internal int Locals { get; set; }

    /// <summary>What the plan says, statement by statement: what runs when somebody observes.</summary>
    internal Instruction[][] Blocks { get; set; } = [];

    /// <summary>The same with fewer steps, for when nobody does.</summary>
    internal RuleIndex Fast { get; set; } = RuleIndex.Empty;

    /// <summary>The rule whose value is the only result of this plan, if that is all it does.</summary>
    internal Function? OnlyCalls { get; set; }
}
