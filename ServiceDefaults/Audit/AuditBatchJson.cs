using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.ServiceDefaults.Audit;

/// <summary>How a batch is written on the wire.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AuditBatch))]
[JsonSerializable(typeof(AuditReceipt))]
internal sealed partial class AuditBatchJson : JsonSerializerContext;
