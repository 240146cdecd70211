using Platform.Sidecar.Settings;
using Platform.WorkloadIdentity;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Platform.Sidecar.Access;

/// <summary>
/// Reads the access control from a Dapr `Configuration` file. Strict where Dapr is lenient: every action is written out, unknown members and verbs are
/// errors, mTLS is on, and a pattern that could never match is refused.
/// </summary>
public static class AccessControlFile
{
    private static readonly string[] s_verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "*"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="SidecarSettingException">The file is missing or not such a configuration; the message says where.</exception>
    public static AccessControl Load(string path, string trustDomain)
    {
        try
        {
            return Parse(File.ReadAllText(path), trustDomain);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException or FormatException)
        {
            var place = e is YamlException yaml ? $" (line {yaml.Start.Line})" : "";
            throw new SidecarSettingException($"`--config {path}`{place}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="YamlException">It is not YAML, or holds an unknown or repeated member.</exception>
    /// <exception cref="FormatException">A value is missing or not known.</exception>
    public static AccessControl Parse(string yaml, string trustDomain)
    {
        var reader = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build();
        var document = reader.Deserialize<ConfigurationDocument?>(yaml) ?? throw new FormatException("the file is empty");
        if (document is not { ApiVersion: "dapr.io/v1alpha1", Kind: "Configuration" })
        {
            throw new FormatException("not a Configuration of dapr.io/v1alpha1");
        }

        if (document.Spec?.Mtls is not { Enabled: true })
        {
            throw new FormatException("spec.mtls.enabled must be true");
        }

        var access = document.Spec.AccessControl ?? throw new FormatException("spec.accessControl is missing: it would allow everybody");
        Same("spec.accessControl.trustDomain", access.TrustDomain, trustDomain);
        return new AccessControl(
            [.. access.Policies.Select((policy, i) => Policy(policy, trustDomain, $"spec.accessControl.policies[{i}]"))],
            Action(access.DefaultAction, "spec.accessControl.defaultAction") ? throw new FormatException("spec.accessControl.defaultAction must be deny") : false);
    }

    private static AccessPolicy Policy(ConfigurationDocument.PolicyPart policy, string trustDomain, string place)
    {
        Same($"{place}.trustDomain", policy.TrustDomain, trustDomain);
        var caller = SpiffeId.ForWorkload(
            trustDomain, Required(policy.Namespace, $"{place}.namespace"), Required(policy.AppId, $"{place}.appId"));
        var rules = policy.Operations.Select((operation, i) => Rule(operation, $"{place}.operations[{i}]"));
        return new AccessPolicy(caller, [.. rules], Action(policy.DefaultAction, $"{place}.defaultAction"));
    }

    private static AccessRule Rule(ConfigurationDocument.OperationPart operation, string place)
    {
        var path = Required(operation.Name, $"{place}.name");
        if (path[0] != '/' || path.Length > 1 && path[^1] == '/' || path.Split('/')[..^1].Contains("**")
            || path.Split('/').Any(segment => segment.Contains('*', StringComparison.Ordinal) && segment is not ("*" or "**")))
        {
            throw new FormatException($"{place}.name: `{path}` is no pattern that could match a path");
        }

        if (operation.HttpVerb.Count == 0 || operation.HttpVerb.Except(s_verbs).FirstOrDefault() is not null)
        {
            throw new FormatException($"{place}.httpVerb must list verbs in upper case");
        }

        return new AccessRule(path, operation.HttpVerb, Action(operation.Action, $"{place}.action"));
    }

    private static bool Action(string? action, string place) => action switch
    {
        "allow" => true,
        "deny" => false,
        _ => throw new FormatException($"{place} must be allow or deny"),
    };

    private static string Required(string? value, string place) => string.IsNullOrEmpty(value) ? throw new FormatException($"{place} is missing") : value;

    private static void Same(string place, string? value, string expected)
    {
        if (value != expected)
        {
            throw new FormatException($"{place} must be {expected}");
        }
    }
}
