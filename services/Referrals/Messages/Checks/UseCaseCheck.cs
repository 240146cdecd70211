using System.Text.RegularExpressions;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>Exactly one category with a use case of an application that exists.</summary>
public static partial class UseCaseCheck
{
    public static FhirRefusal? Refusal(MessageBundle bundle, Workflow workflow)
    {
        if (workflow.Kind == WorkflowKind.Response)
            return null;
        var request = bundle.ServiceRequest!;
        if (request.Resource.Each("category").Count() != 1)
            return FhirRefusal.BadRequest("invariant", request.Place("category"), "there must be exactly one category");
        return workflow.UseCase is not null && IsSupported(workflow.UseCase)
            ? null
            : FhirRefusal.Unprocessable("not-supported", request.Place("category[0]"), "the use case is missing or not supported by the addressed service");
    }

    public static bool IsSupported(string useCase) => UseCase().IsMatch(useCase);

    [GeneratedRegex("^a[1-8]t[1-9][0-9]?$", RegexOptions.CultureInvariant)]
    private static partial Regex UseCase();
}
