using System.Text.Json.Serialization;

namespace Platform.Cli.Labs;

/// <summary>A claim of the grader: it holds, or this is why not and where to look.</summary>
internal sealed record Finding(
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("claim")] string Claim,
    [property: JsonPropertyName("why")] IReadOnlyList<string> Why);

/// <summary>Collects findings and tells each as it is found.</summary>
internal sealed class Findings(Action<Finding> told)
{
    private readonly List<Finding> all = [];

    public IReadOnlyList<Finding> All => all;

    public bool AllGood => all.Count > 0 && all.All(finding => finding.Ok);

    /// <summary>The claim holds if there is nothing against it.</summary>
    public bool Say(string claim, params IReadOnlyList<string> against)
    {
        var finding = new Finding(against.Count == 0, claim, against);
        all.Add(finding);
        told(finding);
        return finding.Ok;
    }
}
