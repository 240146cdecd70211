using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Pulls policy from the control plane, if the process was given one.</summary>
internal static class PolicyBundles
{
    public static void AddPolicyBundles(this WebApplicationBuilder builder, PlatformProcess process)
    {
        var policy = builder.Configuration.GetSection("Policy");
        if (policy["BundleEndpoint"] is not { Length: > 0 } endpoint)
        {
            return;
        }

        var options = new BundleAgentOptions
        {
            Endpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
                ? uri
                : throw new InvalidOperationException("the setting Policy__BundleEndpoint is not an https URL"),
            VerificationKeysFile = policy["VerificationKeysFile"] is { Length: > 0 } file
                ? file
                : throw new InvalidOperationException("the setting Policy__VerificationKeysFile is missing"),
            StateDirectory = Path.Combine(process.StateDirectory, "policy"),
            Development = process.Development,
            DecisionEndpoint = policy["Endpoint"] is { Length: > 0 } opa ? Opa(opa) : null,
            SequenceFloor = long.Parse(policy["SequenceFloor"] ?? "0", CultureInfo.InvariantCulture),
        };
        builder.Services.AddBundleAgent(options, services => new PeerHandler(
            services.GetRequiredService<SvidSource>(),
            services.GetRequiredService<SvidValidation>(),
            services.GetRequiredService<WorkloadIdentityOptions>().IdOf("policy")));
    }

    // Decision inputs hold who asks for whose record, and an answer can be forged: neither may cross a network in the clear.
    private static Uri Opa(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new InvalidOperationException("the setting Policy__Endpoint is neither an https URL nor an http URL of this machine");
}
