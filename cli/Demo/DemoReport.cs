using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Cli.Demo;

/// <summary>What <c>demo --json</c> prints: one line. What <c>--only</c> left out is missing.</summary>
internal sealed record DemoReport(
    [property: JsonPropertyName("journey")] JourneyReport Journey,
    [property: JsonPropertyName("breach"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BreachReport? Breach = null,
    [property: JsonPropertyName("canary"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CanaryReport? Canary = null,
    [property: JsonPropertyName("audit"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AuditReport? Audit = null)
{
    /// <summary>The journey succeeded, nothing failed or leaked, and nothing of the patient lies where it does not belong.</summary>
    [JsonIgnore]
    public bool IsGood => Journey.Ok && Audit is null or { Ok: true } && Breach is null or { Failed: 0, Leaked: 0, Attempts: > 0 } && Canary is null or { IsGood: true };

    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <param name="TraceId">The trace of the referral's submission.</param>
/// <param name="Services">The app-ids that have spans in it.</param>
/// <param name="Spans">How many spans it has.</param>
/// <param name="Decisions">How many of them are decisions.</param>
internal sealed record JourneyReport(
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("traceId")] string TraceId,
    [property: JsonPropertyName("services")] IReadOnlyList<string> Services,
    [property: JsonPropertyName("spans")] int Spans,
    [property: JsonPropertyName("decisions")] int Decisions);

/// <param name="Ok">The ledger knows the consultant's readings, and nothing twice.</param>
/// <param name="Accesses">Accesses to the patient's record, permitted and refused.</param>
/// <param name="Doubled">How many of them it tells more than once.</param>
internal sealed record AuditReport(
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("accesses")] int Accesses,
    [property: JsonPropertyName("doubled")] int Doubled);

internal sealed record BreachReport(
    [property: JsonPropertyName("attempts")] int Attempts,
    [property: JsonPropertyName("refused")] int Refused,
    [property: JsonPropertyName("failed")] int Failed,
    [property: JsonPropertyName("leaked")] int Leaked,
    [property: JsonPropertyName("leaks")] IReadOnlyList<Leak> Leaks);

/// <summary>An answer that should have been a refusal.</summary>
internal sealed record Leak(
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("port")] string Port,
    [property: JsonPropertyName("identity")] string Identity,
    [property: JsonPropertyName("status")] int Status);
