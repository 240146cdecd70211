using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Platform.AppHost.Publishing.Writing;

/// <summary>JSON as YAML and back, always in the same way: members in their order, text in quotes wherever a reader could take it for something else.</summary>
internal static partial class YamlText
{
    public static string Write(JsonNode document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, newLine: "\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>Reads a file with one document. Plain scalars become numbers, booleans and nulls as in YAML's core schema.</summary>
    /// <exception cref="DistributedApplicationException">It is not one mapping.</exception>
    public static JsonObject Read(string file)
    {
        using var text = File.OpenText(file);
        var stream = new YamlStream();
        stream.Load(text);
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? (JsonObject)Json(root)! : throw new DistributedApplicationException($"{file} is not one YAML mapping.");
    }

    private static void Emit(IEmitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject mapping:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, mapping.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in mapping)
                {
                    emitter.Emit(Text(name));
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray sequence:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, sequence.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in sequence)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                emitter.Emit(Text(value.GetValue<string>()));
                break;
            default:
                emitter.Emit(new Scalar(node?.ToJsonString() ?? "null"));
                break;
        }
    }

    private static Scalar Text(string text) => new(null, null, text, Style(text), isPlainImplicit: true, isQuotedImplicit: true);

    private static ScalarStyle Style(string text) =>
        text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
        : Plain().IsMatch(text) && !Ambiguous().IsMatch(text) ? ScalarStyle.Plain
        : ScalarStyle.DoubleQuoted;

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var plain } when Typed().IsMatch(plain ?? "") => JsonNode.Parse(plain!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new DistributedApplicationException($"YAML at {node.Start} is an alias or a tag, which is not read."),
    };

    [GeneratedRegex(@"^[A-Za-z/$][A-Za-z0-9_./$@^*-]*$")]
    private static partial Regex Plain();

    // What some reader, of YAML 1.1 or 1.2, takes for a boolean or for nothing.
    [GeneratedRegex("^(true|false|yes|no|on|off|y|n|null)$", RegexOptions.IgnoreCase)]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?)$")]
    private static partial Regex Typed();
}
