using System.Buffers.Binary;
using Google.Protobuf;
using Platform.Dashboard.Spans;

namespace Platform.Dashboard.Intake;

/// <summary>
/// Reads an ExportTraceServiceRequest in protobuf (https://opentelemetry.io/docs/specs/otlp/#otlphttp): what is shown is kept, unknown fields are skipped.
/// </summary>
internal static class OtlpTraces
{
    /// <summary>Longer names are cut.</summary>
    private const int NameMax = 256;

    /// <summary>The spans of a request.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is not one, or an id has another length.</exception>
    public static List<Span> Read(byte[] request)
    {
        var spans = new List<Span>();
        Fields(new CodedInputStream(request), (field, input) =>
        {
            if (field == 1)
            {
                ReadResource(Message(input), spans);
            }
        });
        return spans;
    }

    private static void ReadResource(CodedInputStream message, List<Span> spans)
    {
        var service = "";
        var scopes = new List<CodedInputStream>();
        Fields(message, (field, input) =>
        {
            switch (field)
            {
                case 1:
                    Fields(Message(input), (inner, resource) =>
                    {
                        if (inner == 1 && ReadAttribute(Message(resource)) is { Key: "service.name" } attribute)
                        {
                            service = string.Intern(attribute.Value);
                        }
                    });
                    break;
                case 2:
                    scopes.Add(Message(input));
                    break;
            }
        });
        foreach (var scope in scopes)
        {
            Fields(scope, (field, input) =>
            {
                if (field == 2)
                {
                    spans.Add(ReadSpan(Message(input), service));
                }
            });
        }
    }

    private static Span ReadSpan(CodedInputStream message, string service)
    {
        UInt128 trace = default;
        ulong id = 0, parent = 0, start = 0, end = 0;
        var (name, kind, failed) = ("", 0, false);
        var attributes = new List<KeyValuePair<string, string>>();
        Fields(message, (field, input) =>
        {
            switch (field)
            {
                case 1: trace = BinaryPrimitives.ReadUInt128BigEndian(Id(input, 16)); break;
                case 2: id = BinaryPrimitives.ReadUInt64BigEndian(Id(input, 8)); break;
                case 4: parent = input.ReadBytes() is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes.Span) : 0; break;
                case 5: name = input.ReadString(); break;
                case 6: kind = input.ReadEnum(); break;
                case 7: start = input.ReadFixed64(); break;
                case 8: end = input.ReadFixed64(); break;
                case 9: Keep(ReadAttribute(Message(input)), attributes); break;
                case 15: Fields(Message(input), (inner, status) => failed |= inner == 3 && status.ReadEnum() == 2); break;
            }
        });
        return new(trace, id, parent, service, string.Intern(KeptAttributes.Text(name.Length > NameMax ? name[..NameMax] : name)), kind, start, end, failed, attributes);
    }

    private static void Keep(KeyValuePair<string, string> attribute, List<KeyValuePair<string, string>> attributes)
    {
        if (attributes.Count < KeptAttributes.CountMax && KeptAttributes.Keeps(attribute.Key))
        {
            attributes.Add(new(attribute.Key, KeptAttributes.Text(attribute.Value)));
        }
    }

    private static KeyValuePair<string, string> ReadAttribute(CodedInputStream message)
    {
        var (key, value) = ("", "");
        Fields(message, (field, input) =>
        {
            switch (field)
            {
                case 1: key = input.ReadString(); break;
                case 2: value = ReadValue(Message(input)); break;
            }
        });
        return new(key, value);
    }

    private static string ReadValue(CodedInputStream message)
    {
        var value = "";
        Fields(message, (field, input) =>
        {
            // Lists and bytes are not shown, so they are not kept.
            switch (field)
            {
                case 1: value = input.ReadString(); break;
                case 2: value = input.ReadBool() ? "true" : "false"; break;
                case 3: value = FormattableString.Invariant($"{input.ReadInt64()}"); break;
                case 4: value = FormattableString.Invariant($"{input.ReadDouble()}"); break;
            }
        });
        return value;
    }

    private static void Fields(CodedInputStream message, Action<int, CodedInputStream> read)
    {
        while (message.ReadTag() is not 0 and var tag)
        {
            var before = message.Position;
            read(WireFormat.GetTagFieldNumber(tag), message);
            if (message.Position == before)
            {
                message.SkipLastField();
            }
        }
    }

    private static CodedInputStream Message(CodedInputStream input) => input.ReadBytes().CreateCodedInput();

    private static ReadOnlySpan<byte> Id(CodedInputStream input, int length) => input.ReadBytes() is var bytes && bytes.Length == length
        ? bytes.Span
        : throw new InvalidDataException($"an id of {bytes.Length} bytes where {length} were expected");
}
