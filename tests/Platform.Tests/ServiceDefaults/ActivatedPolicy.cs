using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;

namespace Platform.Tests.ServiceDefaults;

/// <summary>Makes a policy active that permits everything, without a bundle.</summary>
internal static class ActivatedPolicy
{
    private const string Permit = """{"allow":true,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""";

    public static void Activate(this IServiceProvider services, TimeProvider clock) => services.GetRequiredService<PolicySource>().Activate(
        new ActivePolicy(
            "r1",
            1,
            clock.GetUtcNow().AddHours(1),
            _ => Permit,
            PurposeDefaults.Parse(JsonDocument.Parse("""{"gp":{"*":{"default":"TREAT","allowed":["TREAT"]}}}""").RootElement),
            ReasonAnswers.Empty),
        clock.GetUtcNow());
}
