using BenchmarkDotNet.Attributes;
using Platform.Cli.Bench.Scenarios;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Bench;

/// <summary>One decision of each policy of <c>./platform bench</c>, prepared, in this process.</summary>
[InProcess]
[MemoryDiagnoser]
public class Decisions
{
    private PreparedQuery query = null!;
    private Val input;

    public static IEnumerable<string> Policies => Catalogue.All.Select(scenario => scenario.Name);

    [ParamsSource(nameof(Policies))]
    public string Policy { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var scenario = Catalogue.All.Single(scenario => scenario.Name == Policy);
        query = scenario.Prepare();
        input = Val.Parse(scenario.Input);
    }

    [Benchmark]
    public bool Evaluate() => query.Evaluate(input).IsUndefined;
}
