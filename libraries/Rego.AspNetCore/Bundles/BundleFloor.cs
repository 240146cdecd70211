using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Rego.AspNetCore;

/// <summary>The highest sequence that was ever active here, which bytes they were, and when the control plane last confirmed them.</summary>
internal sealed partial record BundleFloor(long Sequence, string Digest, DateTimeOffset Confirmed)
{
    [JsonSerializable(typeof(BundleFloor))]
    internal sealed partial class FloorJson : JsonSerializerContext;
}
