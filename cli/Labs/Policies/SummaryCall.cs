using System.Text.Json.Nodes;
using Platform.Rego.Values;

namespace Platform.Cli.Labs.Policies;

/// <summary>A call of the summary as the enforcement point would put it to the policy, with what must come of it.</summary>
/// <param name="Name">Names its file.</param>
/// <param name="Who">Who asks, for people.</param>
/// <param name="Input">The whole decision input.</param>
/// <param name="Allow">Whether it must be answered.</param>
/// <param name="Expected">The mask of an answer, or the reason of a denial; null where it does not matter.</param>
/// <param name="Lesson">What somebody overlooked who gets this one wrong.</param>
internal sealed record SummaryCall(string Name, string Who, JsonObject Input, bool Allow, string? Expected, string Lesson)
{
    public Val Asked { get; } = Val.Parse(Input.ToJsonString());

    public bool IsRight(Decided decided) =>
        decided.Allow == Allow && (Expected is null || (Allow ? decided.Masked == Expected : decided.Reasons is [var reason] && reason == Expected));
}
