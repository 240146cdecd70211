using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages;

/// <summary>A Bundle whose form has been checked: entries with distinct addresses, a MessageHeader first.</summary>
public sealed class MessageBundle
{
    private readonly Dictionary<string, BundleEntry> byFullUrl;

    public MessageBundle(JsonObject root, IReadOnlyList<BundleEntry> entries)
    {
        Root = root;
        Entries = entries;
        byFullUrl = entries.ToDictionary(entry => entry.FullUrl, StringComparer.OrdinalIgnoreCase);
    }

    public JsonObject Root { get; }
    public IReadOnlyList<BundleEntry> Entries { get; }
    public BundleEntry Header => Entries[0];
    public string Id => Root.Text("id")!;

    public string? EventCode => Header.Resource.Text("eventCoding", "code");
    public string? ReasonCode => Header.Resource.At("reason").CodeOf(FhirSystem.MessageReasons);
    public string? Definition => Header.Resource.Text("definition");
    public JsonObject? Destination => Header.Resource.Each("destination").FirstOrDefault();

    public IEnumerable<BundleEntry> OfType(string type) => Entries.Where(entry => entry.Type == type);

    public int Count(string type) => OfType(type).Count();

    /// <summary>The entry that a reference leads to, inside this message.</summary>
    public BundleEntry? Resolve(string? reference) => reference is not null ? byFullUrl.GetValueOrDefault(reference) : null;

    /// <summary>The ServiceRequest in focus; where the focus is something else (an Encounter in a response), the only one there is.</summary>
    public BundleEntry? ServiceRequest =>
        Resolve(Header.Resource.Each("focus").FirstOrDefault().Text("reference")) is { Type: "ServiceRequest" } focus ? focus : OfType("ServiceRequest").FirstOrDefault();
}
