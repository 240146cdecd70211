using System.Text.Json;
using Platform.Rego.AspNetCore;

namespace Platform.Records;

/// <summary>Names, for the audit, the members of an answer that leave it: all of the type but those that the decision masks.</summary>
internal static class AnsweredFields
{
    public static void Shows<T>(this PolicyDecision decision) =>
        decision.Shows(Members<T>.Names.Where(name => !decision.Obligations.Mask.Contains("/" + name)));

    private static class Members<T>
    {
        public static readonly string[] Names = [.. typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];
    }
}
