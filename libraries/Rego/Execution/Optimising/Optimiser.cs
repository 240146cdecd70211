using Platform.Rego.Values;

namespace Platform.Rego.Execution.Optimising;

/// <summary>
/// Gives functions the form that runs when nobody observes: the same answers and the same errors by fewer steps. Everything that makes a decision fast, besides
/// the loop itself and the reuse of its memory, is in this folder.
/// </summary>
internal sealed class Optimiser(IReadOnlyList<Val> constants, Func<Val, int> addConstant)
{
    // How deep constants may lie in constants and still be one.
    private const int Nesting = 3;

    private readonly Quiet _quiet = new();
    private readonly HashSet<Function> _done = [];

    /// <summary>Optimises a function after those that it calls.</summary>
    public void Optimise(Function function)
    {
        if (!_done.Add(function))
        {
            return;
        }

        foreach (var callee in Callees(function.Blocks).Distinct().ToList())
        {
            Optimise(callee);
        }

        var seenOutside = LocalFlow.ReadBeforeWritten(function.Blocks);
        seenOutside.UnionWith(function.Parameters);
        Instruction[][] direct = [.. function.Blocks.Select(body => Enumerable.Range(0, Nesting).Aggregate(body, (made, _) => Fold(Propagate(made))))];
        var returning = new Returns(_quiet).Apply(direct);
        Instruction[][] fused = [.. returning.Select(body => new Fusion(Flow(body), constants).Apply(body))];
        function.OnlyCalls = fused is [[{ Op: OpCode.CallRule } call, { Op: OpCode.ResultSetAdd } add]] && add.A == call.Target ? call.Callee : null;
        function.Fast = new RuleIndexing(function, operand => constants[~operand]).Build(fused);

        LocalFlow Flow(Instruction[] body) => LocalFlow.Of(function, body, seenOutside);

        Instruction[] Propagate(Instruction[] body) => new Propagation(Flow(body), addConstant).Apply(body);

        Instruction[] Fold(Instruction[] body) => new Folding(Flow(body), constants).Apply(body);
    }

    private static IEnumerable<Function> Callees(Instruction[][] blocks) =>
        blocks.SelectMany(block => block).SelectMany(i => i.Callee is { } callee ? [callee] : Callees(i.Blocks));
}
