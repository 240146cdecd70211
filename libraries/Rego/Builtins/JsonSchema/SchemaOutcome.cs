namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>The issues found so far, and a score that tells which of several failing alternatives was nearest.</summary>
internal sealed class SchemaOutcome
{
    public List<SchemaIssue> Issues { get; } = [];

    public int Score { get; private set; }

    public bool IsValid => Issues.Count == 0;

    public void Passed() => Score++;

    public void Report(string type, SchemaPath path, string description)
    {
        Issues.Add(new SchemaIssue(type, path.Field, description));
        Score -= 2;
    }

    public void Merge(SchemaOutcome other)
    {
        Issues.AddRange(other.Issues);
        Score += other.Score;
    }

    public static SchemaOutcome? Better(SchemaOutcome? best, SchemaOutcome candidate) =>
        best is null || candidate.Score > best.Score ? candidate : best;
}

/// <summary>Where in the document a value is.</summary>
internal sealed record SchemaPath(string Name, SchemaPath? Parent)
{
    public static SchemaPath Root { get; } = new("(root)", null);

    /// <summary>Names joined by points, the root only if it is alone.</summary>
    public string Field => Parent is null ? Name : Parent.Parent is null ? Name : $"{Parent.Field}.{Name}";

    public SchemaPath Into(string name) => new(name, this);
}
