using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages;

/// <summary>One resource of a message, with its place in it.</summary>
public sealed record BundleEntry(int Index, string FullUrl, string Type, JsonObject Resource)
{
    /// <summary>The place of an element of this resource, for an issue.</summary>
    public string Place(string? element = null) => element is null ? $"Bundle.entry[{Index}].resource" : $"Bundle.entry[{Index}].resource.{element}";

    public string? Reference(string element) => Resource.Text(element, "reference");
}
