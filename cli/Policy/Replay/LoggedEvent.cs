using System.Text;
using System.Text.Json;

namespace Platform.Cli.Policy.Replay;

/// <summary>An event of a decision log in OPA's shape, as stretches of its line; what replay has no use for is skipped, but must be JSON.</summary>
internal readonly ref struct LoggedEvent
{
    /// <summary>The input; empty if there was none.</summary>
    public ReadOnlySpan<byte> Input { get; private init; }

    /// <summary>The result; empty if it was undefined.</summary>
    public ReadOnlySpan<byte> Result { get; private init; }

    /// <summary>What was asked for, such as <c>platform/decision</c>.</summary>
    public required string Path { get; init; }

    public required string Id { get; init; }

    public DateTimeOffset? Time { get; private init; }

    /// <summary>JSON pointers of what was taken out.</summary>
    public required IReadOnlyList<string> Erased { get; init; }

    /// <summary>JSON pointers of what was replaced.</summary>
    public required IReadOnlyList<string> Masked { get; init; }

    /// <summary>The decision failed when it was made, so there is nothing to compare with.</summary>
    public bool Failed { get; private init; }

    /// <summary>A query was asked, no document.</summary>
    public bool AdHoc { get; private init; }

    /// <summary>Reads one event.</summary>
    /// <param name="json">An object.</param>
    /// <param name="paths">Paths that were read before, so that each is one text.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="FormatException">It is no decision event.</exception>
    public static LoggedEvent Read(ReadOnlySpan<byte> json, Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> paths)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("a decision event is an object");
        ReadOnlySpan<byte> input = default, result = default;
        string? path = null;
        var (id, failed, adHoc) = ("", false, false);
        DateTimeOffset? time = null;
        IReadOnlyList<string> erased = [], masked = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("input"u8))
                input = json[Whole(ref reader)];
            else if (name.SequenceEqual("result"u8))
                result = json[Whole(ref reader)];
            else if (name.SequenceEqual("path"u8))
                path = Text(ref reader, paths);
            else if (name.SequenceEqual("decision_id"u8))
                id = Text(ref reader);
            else if (name.SequenceEqual("timestamp"u8))
                time = Moment(ref reader);
            else if (name.SequenceEqual("erased"u8))
                erased = Texts(ref reader);
            else if (name.SequenceEqual("masked"u8))
                masked = Texts(ref reader);
            else if (name.SequenceEqual("error"u8))
                failed = json[Whole(ref reader)] is not [(byte)'n', ..];
            else if (name.SequenceEqual("query"u8))
                adHoc = Text(ref reader).Length > 0;
            else
                reader.Skip();
        }

        if (reader.Read())
            throw new FormatException("something follows the event");
        if (path is null && !adHoc)
            throw new FormatException("a decision event has a path, such as platform/decision");
        return new LoggedEvent
        {
            Input = input, Result = result, Path = path ?? "", Id = id, Time = time, Erased = erased, Masked = masked, Failed = failed, AdHoc = adHoc && string.IsNullOrEmpty(path),
        };
    }

    private static Range Whole(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new FormatException("decision_id, path and query are texts");
    }

    private static string Text(ref Utf8JsonReader reader, Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            throw new FormatException("decision_id, path and query are texts");
        Span<char> buffer = stackalloc char[256];
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > buffer.Length)
            return reader.GetString()!;
        var text = buffer[..Encoding.UTF8.GetChars(reader.ValueSpan, buffer)];
        if (known.TryGetValue(text, out var there))
            return there;
        var fresh = new string(text);
        known.Dictionary[fresh] = fresh;
        return fresh;
    }

    private static DateTimeOffset? Moment(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : null;
    }

    private static IReadOnlyList<string> Texts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FormatException("erased and masked are lists of JSON pointers");
        List<string>? found = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            (found ??= []).Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new FormatException("erased and masked are lists of JSON pointers"));
        return found ?? (IReadOnlyList<string>)[];
    }
}
