using System.Collections.Concurrent;

namespace Platform.Cli.Chaos.Watching;

/// <summary>What an experiment itself saw on the way.</summary>
internal sealed class Findings
{
    private readonly ConcurrentQueue<Invariant> said = new();

    public IReadOnlyList<Invariant> All => [.. said];

    public void Say(string name, bool held, string observed) => said.Enqueue(new Invariant(name, held, observed));
}
