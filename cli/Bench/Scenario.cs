using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Bench;

/// <summary>A policy, what it is asked, and what it must answer before it is timed.</summary>
/// <param name="Name">The name of its row.</param>
/// <param name="Policy">One module.</param>
/// <param name="Query">The query.</param>
/// <param name="Input">JSON.</param>
/// <param name="Data">JSON, an object.</param>
/// <param name="Expected">JSON, a set as a sorted array; null when any defined answer will do.</param>
internal sealed record Scenario(string Name, string Policy, string Query, string Input, string Data, string? Expected)
{
    /// <summary>Compiles it and sees that it answers rightly: a wrong answer can be as fast as one likes.</summary>
    /// <exception cref="BenchException">It does not.</exception>
    public PreparedQuery Prepare()
    {
        var query = RegoPolicy.Compile([new RegoModule($"{Name}.rego", Policy)], Val.Parse(Data)).Prepare(Query);
        var answer = query.Evaluate(Val.Parse(Input));
        if (answer.IsUndefined || (Expected is not null && Val.Parse(answer.ToJson()) != Val.Parse(Expected)))
            throw new BenchException($"{Name} answers {(answer.IsUndefined ? "nothing" : answer.ToJson())}, not {Expected ?? "something"}");
        return query;
    }

    /// <summary>Writes it as a folder that <c>rego bench</c>, or another engine, times.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "policy.rego"), Policy);
        File.WriteAllText(Path.Combine(folder, "data.json"), Data);
        File.WriteAllText(Path.Combine(folder, "input.json"), Input);
        File.WriteAllText(Path.Combine(folder, "query"), Query + "\n");
    }
}
