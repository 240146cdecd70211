using System.Text;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.Testing;

namespace Platform.Tests.PolicyControl;

[Trait("requirement", "RE-01")]
public sealed class DecisionTimes : IDisposable
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(50);
    private readonly SignedBundle signed = new();
    private readonly ManualClock clock = new();

    [Fact]
    public void A_decision_that_takes_too_long_is_ended_and_is_none()
    {
        var decide = new RegoCompilation(Brief).Compile(Deciding(
            "decision := {\"allow\": count([1 | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000); a * b == 7919]) > 0}"));
        Assert.True(Assert.Throws<PolicyEvaluationException>(() => decide("{}"u8)).IsTransient);
    }

    [Fact]
    public void A_decision_in_time_is_one()
    {
        var decide = new RegoCompilation(TimeSpan.FromMinutes(1)).Compile(Deciding("decision := {\"allow\": input.n > 1}"));
        Assert.Equal("""{"allow":true}""", decide("""{"n":2}"""u8));
    }

    [Fact]
    public void Rules_that_conflict_have_no_answer_however_often_they_are_asked()
    {
        var decide = new RegoCompilation(TimeSpan.FromMinutes(1)).Compile(Deciding("decision := 1 if input.n > 0\n\ndecision := 2 if input.n > 1"));
        Assert.False(Assert.Throws<PolicyEvaluationException>(() => decide("""{"n":2}"""u8)).IsTransient);
    }

    public void Dispose() => signed.Dispose();

    private Bundle Deciding(string rule)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(SignedBundle.Files) { ["decision.rego"] = Encoding.UTF8.GetBytes($"package platform\n\n{rule}\n") };
        return new BundleSigner(signed.Key, SignedBundle.KeyId, "platform").Sign(SignedBundle.Manifest(clock.GetUtcNow()), files);
    }
}
