using System.ComponentModel.DataAnnotations;

namespace Platform.Referrals.Messages;

/// <summary>Section <c>Referrals</c>.</summary>
public sealed class ServiceDirectoryOptions : IValidatableObject
{
    /// <summary>DoS service id → ODS code of the organisation that offers it.</summary>
    public Dictionary<string, string> Services { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Services.Count == 0)
            yield return new("Referrals:Services is empty, so no referral could ever be received", [nameof(Services)]);
        foreach (var (service, organisation) in Services)
        {
            if (!Contracts.OdsCode.IsWellFormed(organisation))
                yield return new($"Referrals:Services:{service} is not an ODS code", [nameof(Services)]);
        }
    }
}
