using System.Globalization;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>The version of the BaRS application that the message is written for: any of major version 1.</summary>
public static class VersionCheck
{
    private const string Place = "Bundle.meta.versionId";

    public static FhirRefusal? Refusal(MessageBundle bundle)
    {
        if (bundle.Root.Text("meta", "versionId") is not { Length: > 0 } version)
            return FhirRefusal.BadRequest("invariant", Place, "the application version is missing");
        var major = version.Split('.')[0];
        return int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == 1 && version.Contains('.', StringComparison.Ordinal)
            ? null
            : FhirRefusal.Unprocessable("not-supported", Place, "only application version 1 is supported");
    }
}
