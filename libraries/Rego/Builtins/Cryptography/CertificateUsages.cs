namespace Platform.Rego.Builtins.Cryptography;

/// <summary>OPA's names of extended key usages.</summary>
internal static class CertificateUsages
{
    public const string Any = "2.5.29.37.0";

    public static string? Find(string name) => name switch
    {
        "KeyUsageAny" => Any,
        "KeyUsageServerAuth" => "1.3.6.1.5.5.7.3.1",
        "KeyUsageClientAuth" => "1.3.6.1.5.5.7.3.2",
        "KeyUsageCodeSigning" => "1.3.6.1.5.5.7.3.3",
        "KeyUsageEmailProtection" => "1.3.6.1.5.5.7.3.4",
        "KeyUsageIPSECEndSystem" => "1.3.6.1.5.5.7.3.5",
        "KeyUsageIPSECTunnel" => "1.3.6.1.5.5.7.3.6",
        "KeyUsageIPSECUser" => "1.3.6.1.5.5.7.3.7",
        "KeyUsageTimeStamping" => "1.3.6.1.5.5.7.3.8",
        "KeyUsageOCSPSigning" => "1.3.6.1.5.5.7.3.9",
        "KeyUsageMicrosoftServerGatedCrypto" => "1.3.6.1.4.1.311.10.3.3",
        "KeyUsageNetscapeServerGatedCrypto" => "2.16.840.1.113730.4.1",
        "KeyUsageMicrosoftCommercialCodeSigning" => "1.3.6.1.4.1.311.2.1.22",
        "KeyUsageMicrosoftKernelCodeSigning" => "1.3.6.1.4.1.311.61.1.1",
        _ => null,
    };
}
