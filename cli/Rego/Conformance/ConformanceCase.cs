using Platform.Rego.Values;

namespace Platform.Rego.Conformance;

/// <summary>One case of OPA's suite.</summary>
internal sealed class ConformanceCase(string directory, Val json)
{
    internal string Directory { get; } = directory;

    internal string Note { get; } = json["note"].AsString();

    internal string Query => json["query"].AsString();

    internal IReadOnlyList<string> Modules => [.. json["modules"].Items.ToArray().Select(m => m.AsString())];

    internal Val Data => json["data"].Kind == ValKind.Object ? json["data"] : Val.From(RObj.Empty);

    internal Val Input => json["input_term"].Kind == ValKind.String ? TermReader.Read(json["input_term"].AsString()) : json["input"];

    internal Val Plan => json["plan"];

    internal bool StrictErrors => json["strict_error"].IsTrue;

    internal bool SortBindings => json["sort_bindings"].IsTrue;

    internal string? ErrorCode => json["want_error_code"].Kind == ValKind.String ? json["want_error_code"].AsString() : null;

    internal string? Error => json["want_error"].Kind == ValKind.String ? json["want_error"].AsString() : null;

    internal bool WantsError => Error is not null || ErrorCode is not null;

    /// <summary>The bindings wanted; undefined if only an error is.</summary>
    internal Val Result => json["want_result"].IsDefined ? json["want_result"] : json["want_plan_result"];

    /// <summary>What is wrong with an outcome, or null.</summary>
    internal string? Judge(IEnumerable<Val>? bindings, RegoEvaluationException? error)
    {
        if (WantsError)
        {
            if (error is null)
            {
                return $"wanted error {ErrorCode} {Error}, got {Text(bindings)}";
            }

            if ((ErrorCode is { } code && code != error.Code) || (Error is { } text && !error.Message.Contains(text, StringComparison.Ordinal)))
            {
                return $"wanted error {ErrorCode} `{Error}`, got `{error.Message}`";
            }
        }
        else if (error is not null)
        {
            return $"unexpected error {error.Message}";
        }

        if (Result.Kind != ValKind.Array || (WantsError && bindings is null))
        {
            return WantsError ? null : "the case wants neither a result nor an error";
        }

        var wanted = Normal(Result.Items.ToArray());
        var got = Normal(bindings!);
        return wanted == got ? null : $"wanted {wanted.ToJson()}, got {got.ToJson()}";
    }

    private static string Text(IEnumerable<Val>? bindings) =>
        bindings is null ? "nothing" : string.Join(" ", bindings.Select(b => b.ToString()));

    private Val Normal(IEnumerable<Val> bindings) =>
        Val.From(RSet.Of([.. bindings.Select(b => Val.Parse(b.ToJson())).Select(b => SortBindings ? Sorted(b) : b)]));

    private static Val Sorted(Val binding)
    {
        var result = new ObjectBuilder();
        foreach (var (key, value) in binding.AsObject())
        {
            result.Set(key, value.Kind == ValKind.Array ? Val.ArrayOf([.. value.Items.ToArray().Order()]) : value);
        }

        return result.Build();
    }
}
