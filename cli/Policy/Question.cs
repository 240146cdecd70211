using Platform.Rego.Values;

namespace Platform.Cli.Policy;

/// <summary>One point of the domain: who asks for what, in which situation.</summary>
/// <param name="Action">For instance <c>records.note.read</c>.</param>
/// <param name="Situation">The case that the rest of the input comes from.</param>
/// <param name="Role">The only role of the person; null when a workload acts for itself.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Workload">The SPIFFE id of the caller.</param>
/// <param name="Related">Whether the relationships of the situation exist.</param>
internal sealed record Question(string Action, string Situation, string? Role, string Purpose, string Workload, bool Related)
{
    public const string Alone = "(workload)";

    public string Who => Role ?? Alone;

    public string Caller => Workload[(Workload.LastIndexOf('/') + 1)..];

    public string Relationship => Related ? "as in the case" : "none";

    /// <summary>The decision input: the case's, with this asker.</summary>
    public Val Input(Val situation)
    {
        var subject = Role is null ? Val.Null : With(situation["subject"], "roles", Val.ArrayOf(Role));
        var context = Related ? situation["context"] : With(situation["context"], "relationship", Val.ArrayOf());
        return With(With(With(With(situation, "subject", subject), "actor", Val.ObjectOf(("id", Workload))), "purpose", Purpose), "context", context);
    }

    public override string ToString() => $"{Who} for {Purpose} through {Caller}, {Situation}, relationships {Relationship}";

    private static Val With(Val of, string name, Val value)
    {
        var pairs = new List<(Val, Val)>();
        foreach (var key in of.Keys)
            pairs.Add((key, of.Get(key)));
        pairs.Add((name, value));
        return Val.ObjectOf([.. pairs]);
    }
}
