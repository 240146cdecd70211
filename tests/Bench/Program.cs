using BenchmarkDotNet.Running;
using Platform.Bench;

// For a look inside: distributions, memory, and whatever else BenchmarkDotNet can tell. `./platform bench` times the same policies, and more, in a minute.
BenchmarkSwitcher.FromTypes([typeof(Decisions)]).Run(args);
