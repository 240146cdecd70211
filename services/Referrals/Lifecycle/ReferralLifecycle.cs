namespace Platform.Referrals.Lifecycle;

/// <summary>Which command leads where. Pure: deciding changes nothing.</summary>
public static class ReferralLifecycle
{
    /// <summary>The state after the command, or null when it is not allowed in this state.</summary>
    public static ReferralState? Decide(ReferralState state, ReferralCommand command) => (state, command) switch
    {
        (ReferralState.CancelledReferral, _) => null,
        (_, Cancel) => ReferralState.CancelledReferral,
        (ReferralState.AwaitingTriage, AcceptTriage) => ReferralState.TriagedProviderToAction,
        (ReferralState.AwaitingTriage, ReturnToReferrer) => ReferralState.TriageResponse,
        (ReferralState.AwaitingTriage or ReferralState.TriageResponse, Amend) => ReferralState.AwaitingTriage,
        (ReferralState.TriagedProviderToAction or ReferralState.DidNotAttend, Book) => ReferralState.Booked,
        (not ReferralState.DidNotAttend, ReportDidNotAttend) => ReferralState.DidNotAttend,
        _ => null,
    };
}
