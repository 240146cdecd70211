namespace Platform.Cli.Bench.Scenarios;

/// <summary>Every policy that is timed, in the order of its row.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Small.TinyAllow, Small.Rbac, Generated.Abac(10), Generated.Abac(1000), Small.PathRouting, Small.JwtClaims, Small.DenySetMessages,
        Generated.KubernetesAdmission, Generated.ComprehensionJoin, Small.WithMocks, Generated.PartialObject, Generated.Data100K, ZeroTrust.Scenario,
    ];
}
