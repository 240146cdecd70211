using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>A policy's answer, read strictly: anything but exactly the agreed shape throws.</summary>
internal sealed record DecisionOutput(bool Allow, IReadOnlyList<string> Reasons, Obligations Obligations)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The denial that stands in for an answer that cannot be used; its reason is for the audit only.</summary>
    public static DecisionOutput Denied(string reason) => new(false, [reason], Obligations.None) 
    {
        // A message may quote the input; the log gets its kind alone.
        Fault = reason.StartsWith("missing:", StringComparison.Ordinal) ? reason : reason.Split(':')[0],
    };

    /// <summary>There is no decision, and nobody was denied: the policy was not to be asked now.</summary>
    public bool IsUnavailable { get; init; }

    /// <summary>What kind of fault leaves no usable answer, or null where there is one.</summary>
    public string? Fault { get; private init; }

    public static DecisionOutput Parse(string? json, ReasonAnswers reasons, JsonSchema schema)
    {
        if (json is null)
        {
            throw new MalformedDecisionException("the decision is undefined");
        }

        using var document = Document(json);
        if (schema.Fault(document.RootElement) is { } fault)
        {
            throw new MalformedDecisionException($"the decision is not of its schema: {fault}");
        }

        var members = new StrictObject(document.RootElement, "decision");
        var output = new DecisionOutput(members.Bool("allow"), members.Strings("reasons"), ReadObligations(members.Any("obligations")));
        members.End();
        foreach (var code in output.Reasons)
        {
            if (!reasons.Knows(code))
            {
                throw new MalformedDecisionException($"reason '{code}' is not in the closed list");
            }
        }

        return output;
    }

    private static JsonDocument Document(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException e)
        {
            throw new MalformedDecisionException($"the decision is not JSON: {e.Message}");
        }
    }

    private static Obligations ReadObligations(JsonElement json)
    {
        var members = new StrictObject(json, "obligations");
        var mask = members.Strings("mask");
        var bad = mask.FirstOrDefault(pointer => !pointer.StartsWith('/'));
        if (bad is not null)
        {
            throw new MalformedDecisionException($"mask '{bad}' is not a JSON pointer");
        }

        var filter = members.Any("filter") is { ValueKind: not JsonValueKind.Null } condition ? UcastReader.Read(condition) : null;
        var audit = members.String("audit") switch
        {
            "standard" => AuditLevel.Standard,
            "sensitive" => AuditLevel.Sensitive,
            "breakGlass" => AuditLevel.BreakGlass,
            var level => throw new MalformedDecisionException($"audit level '{level}' is not known"),
        };
        var stepUp = members.Any("stepUp") is { ValueKind: not JsonValueKind.Null } step ? ReadStepUp(step) : null;
        members.End();
        return new(mask, filter, audit, stepUp);
    }

    private static StepUp ReadStepUp(JsonElement json)
    {
        var members = new StrictObject(json, "stepUp");
        var acr = members.String("acr");
        var maxAge = members.Integer("maxAge");
        members.End();
        return acr.Length > 0 && acr.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '.' or '-' or '_' or '/') && maxAge is > 0 and <= 86_400
            ? new StepUp(acr, TimeSpan.FromSeconds(maxAge))
            : throw new MalformedDecisionException("stepUp is out of range");
    }
}
