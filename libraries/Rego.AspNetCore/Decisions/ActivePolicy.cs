namespace Platform.Rego.AspNetCore;

/// <summary>One verified revision, ready to be asked. Immutable, so that a request sees one revision from start to end.</summary>
/// <param name="Revision">Name of the revision.</param>
/// <param name="Sequence">Its place in the order of all revisions.</param>
/// <param name="Expires">When it must not be used any more.</param>
/// <param name="Decide">The decision.</param>
/// <param name="Purposes">Purposes by role and action.</param>
/// <param name="Reasons">The closed list of reasons.</param>
internal sealed record ActivePolicy(
    string Revision,
    long Sequence,
    DateTimeOffset Expires,
    DecisionFunction Decide,
    PurposeDefaults Purposes,
    ReasonAnswers Reasons)
{
    /// <summary>What every input and every result is checked against.</summary>
    public DecisionSchemas Schemas { get; init; } = DecisionSchemas.None;

    /// <summary>What is taken out of the log of its decisions.</summary>
    public LogMask Mask { get; init; } = LogMask.Everything;
}
