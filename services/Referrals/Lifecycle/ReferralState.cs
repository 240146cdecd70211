namespace Platform.Referrals.Lifecycle;

/// <summary>Where a referral stands, in e-RS' words; <see cref="ReferralStates.Code"/> writes them.</summary>
public enum ReferralState
{
    AwaitingTriage,

    /// <summary>Accepted; the provider books.</summary>
    TriagedProviderToAction,

    /// <summary>Returned to the referrer with advice.</summary>
    TriageResponse,
    Booked,
    DidNotAttend,

    /// <summary>Terminal.</summary>
    CancelledReferral,
}

public static class ReferralStates
{
    public static string Code(this ReferralState state) => state switch
    {
        ReferralState.AwaitingTriage => "AWAITING_TRIAGE",
        ReferralState.TriagedProviderToAction => "TRIAGED_PROVIDER_TO_ACTION",
        ReferralState.TriageResponse => "TRIAGE_RESPONSE",
        ReferralState.Booked => "BOOKED",
        ReferralState.DidNotAttend => "DID_NOT_ATTEND",
        ReferralState.CancelledReferral => "CANCELLED_REFERRAL",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };

    public static bool Exists(string code) => Enum.GetValues<ReferralState>().Any(state => state.Code() == code);

    public static ReferralState Read(string code) => Enum.GetValues<ReferralState>().First(state => state.Code() == code);
}
