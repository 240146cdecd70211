using Platform.Referrals.Lifecycle;

namespace Platform.Tests.Referrals;

public sealed class Lifecycles
{
    private static readonly ReferralCommand[] Commands =
        [new AcceptTriage("ok"), new ReturnToReferrer("advice"), new Book(DateTimeOffset.MaxValue, "clinic"), new Cancel("why"), new Amend(), new ReportDidNotAttend()];

    [Theory]
    [InlineData(ReferralState.AwaitingTriage, "accept", ReferralState.TriagedProviderToAction)]
    [InlineData(ReferralState.AwaitingTriage, "return", ReferralState.TriageResponse)]
    [InlineData(ReferralState.AwaitingTriage, "book", null)]
    [InlineData(ReferralState.AwaitingTriage, "amend", ReferralState.AwaitingTriage)]
    [InlineData(ReferralState.TriageResponse, "accept", null)]
    [InlineData(ReferralState.TriageResponse, "amend", ReferralState.AwaitingTriage)]
    [InlineData(ReferralState.TriagedProviderToAction, "book", ReferralState.Booked)]
    [InlineData(ReferralState.TriagedProviderToAction, "accept", null)]
    [InlineData(ReferralState.TriagedProviderToAction, "amend", null)]
    [InlineData(ReferralState.Booked, "book", null)]
    [InlineData(ReferralState.Booked, "amend", null)]
    [InlineData(ReferralState.Booked, "did not attend", ReferralState.DidNotAttend)]
    [InlineData(ReferralState.DidNotAttend, "book", ReferralState.Booked)]
    [InlineData(ReferralState.DidNotAttend, "did not attend", null)]
    public void Leads_from_state_to_state(ReferralState from, string command, ReferralState? to) => Assert.Equal(to, ReferralLifecycle.Decide(from, Command(command)));

    [Fact]
    public void Can_be_cancelled_from_every_state_but_the_last() =>
        Assert.All(
            Enum.GetValues<ReferralState>(),
            state => Assert.Equal(state == ReferralState.CancelledReferral ? null : ReferralState.CancelledReferral, ReferralLifecycle.Decide(state, new Cancel("why"))));

    [Fact]
    public void Leads_nowhere_from_a_cancelled_referral() =>
        Assert.All(Commands, command => Assert.Null(ReferralLifecycle.Decide(ReferralState.CancelledReferral, command)));

    [Fact]
    public void Writes_and_reads_every_state() =>
        Assert.All(Enum.GetValues<ReferralState>(), state => Assert.Equal(state, ReferralStates.Read(state.Code())));

    private static ReferralCommand Command(string name) => name switch
    {
        "accept" => Commands[0],
        "return" => Commands[1],
        "book" => Commands[2],
        "amend" => Commands[4],
        _ => Commands[5],
    };
}
