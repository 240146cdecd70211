namespace Platform.Referrals.Messages;

/// <summary>What a message asks for.</summary>
public enum WorkflowKind
{
    New,
    Update,
    Cancel,

    /// <summary>The other side tells how a referral went.</summary>
    Response,
}

/// <param name="Category"><c>referral</c>, <c>validation</c> or <c>request</c>; null where a response does not say.</param>
/// <param name="UseCase">a1t1 … a8t1; null where the message does not say.</param>
/// <param name="Status">Of the ServiceRequest.</param>
/// <param name="RespondsTo">The Bundle.id that a response answers.</param>
public sealed record Workflow(WorkflowKind Kind, string? Category, string? UseCase, string? Status, string? RespondsTo)
{
    public bool IsValidation => Category == "validation";

    /// <summary>The application that the use case belongs to, e.g. 6 for a6t1; 0 without a use case.</summary>
    public int Application => UseCase is [('a' or 'A'), >= '1' and <= '9', ('t' or 'T'), ..] ? UseCase[1] - '0' : 0;
}
