using System.Text.Json.Serialization;

namespace Platform.Tests.Spool;

[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
