using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;
using Platform.Tests.WorkloadIdentity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Enforcement;

/// <summary>A message that was sent while its user was somebody, consumed when they are not any more. The policy permits everything here.</summary>
[Trait("requirement", "ID-10")]
[Trait("requirement", "MS-07")]
public sealed class RevokedAtConsumption : IAsyncLifetime
{
    private static readonly ResourceFacts s_facts = ResourceFacts.Of("referral", "r1");
    private readonly EnforcedService _service = new();
    private readonly PublishedRevocations _published = new();
    private RevocationList _revocations = null!;
    private PolicyMessageAuthorization _authorization = null!;

    public async ValueTask InitializeAsync()
    {
        await _service.StartAsync(_ => { });
        _revocations = _published.ListFor(
            new WorkloadIdentityOptions { AppId = "notifications", Process = "notifications", StateDirectory = "/nowhere" }, _service.Clock);
        await _revocations.RefreshAsync();
        _authorization = new PolicyMessageAuthorization(
            _service.Services.GetRequiredService<DecisionPoint>(), _revocations, _service.Audit, _service.Clock);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_message_of_a_user_in_good_standing_is_permitted() =>
        Assert.NotNull(await _authorization.DemandAsync(Message(), "records.note.read", s_facts));

    [Theory]
    [InlineData(RevocationKind.User, "dr-a")]
    [InlineData(RevocationKind.Role, "consultant:dr-a")]
    public async Task A_message_of_a_revoked_user_is_refused_and_audited(RevocationKind kind, string value)
    {
        _published.Publish(new Revocation(kind, value, _service.Clock.GetUtcNow()));
        await _revocations.RefreshAsync();

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(() => _authorization.DemandAsync(Message(), "records.note.read", s_facts));

        Assert.Equal(MessageRefusal.Denied, refused.Reason);
        Assert.Equal(["revoked"], Assert.Single(_service.Events).Reasons);
    }

    [Fact]
    public async Task A_message_waits_while_the_revocations_are_too_old()
    {
        _service.Clock.Advance(TimeSpan.FromMinutes(6));

        await Assert.ThrowsAsync<PolicyUnavailableException>(() => _authorization.DemandAsync(Message(), "records.note.read", s_facts));
    }

    private VerifiedMessage Message() => new(
        Guid.NewGuid(),
        "urn:message:test",
        SpiffeId.ForWorkload("platform.local", "default", "referrals"),
        new MessageClaims(new PolicySubject("dr-a", ["consultant"], "RXX01", "aal2", _service.Clock.GetUtcNow()), "referrals.referral.submit", "d1", "TREAT"),
        _service.Clock.GetUtcNow(),
        _service.Clock.GetUtcNow().AddHours(1));
}
