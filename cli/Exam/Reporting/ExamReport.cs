using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Cli.Exam;

/// <summary>What became of a step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepOutcome>))]
internal enum StepOutcome
{
    /// <summary>Everything that was tried was refused as expected.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>Something got through.</summary>
    [JsonStringEnumMemberName("leaked")]
    Leaked,

    /// <summary>Nothing got through, but not everything was refused as expected, or the refusals prove nothing.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Not tried; the list says why.</summary>
    [JsonStringEnumMemberName("notRun")]
    NotRun,
}

/// <param name="Id">For example <c>E04</c>.</param>
/// <param name="Attempts">How many requests, messages or connections were tried.</param>
internal sealed record StepResult(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("outcome")] StepOutcome Outcome,
    [property: JsonPropertyName("attempts")] int Attempts)
{
    /// <summary>How long it took.</summary>
    [JsonIgnore]
    public TimeSpan Took { get; init; }

    /// <summary>What went wrong, line by line; or why it was not run.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Told { get; init; } = [];
}

/// <summary>What <c>exam --json</c> prints: one line, and nothing else.</summary>
internal sealed record ExamReport([property: JsonPropertyName("steps")] IReadOnlyList<StepResult> Steps)
{
    /// <summary>Nothing leaked, nothing failed, and something was tried.</summary>
    [JsonIgnore]
    public bool IsGood => Steps.All(step => step.Outcome is StepOutcome.Passed or StepOutcome.NotRun) && Steps.Any(step => step.Outcome == StepOutcome.Passed);

    public string ToJson() => JsonSerializer.Serialize(this);

    public int Count(StepOutcome outcome) => Steps.Count(step => step.Outcome == outcome);
}
