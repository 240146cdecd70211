using System.Text.Json.Serialization;

namespace Platform.Controls;

[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
