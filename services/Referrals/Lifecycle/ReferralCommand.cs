namespace Platform.Referrals.Lifecycle;

/// <summary>What somebody wants to happen to a referral.</summary>
public abstract record ReferralCommand;

public sealed record AcceptTriage(string Comment) : ReferralCommand;

public sealed record ReturnToReferrer(string Comment) : ReferralCommand;

public sealed record Book(DateTimeOffset Start, string Location) : ReferralCommand;

public sealed record Cancel(string Reason) : ReferralCommand;

/// <summary>The sender replaces what it sent before.</summary>
public sealed record Amend : ReferralCommand;

public sealed record ReportDidNotAttend : ReferralCommand;
