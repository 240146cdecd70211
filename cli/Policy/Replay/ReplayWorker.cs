using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Policy.Replay;

/// <summary>Decides the events of chunks again. One thread each; what they found is put together at the end.</summary>
internal sealed partial class ReplayWorker(Candidate candidate, bool pseudonyms)
{
    private readonly Dictionary<string, string> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ByteMemo<Decided>> decided = new(StringComparer.Ordinal);
    private readonly ByteMemo<Val> results = new();

    public long Events { get; private set; }

    public long Equal { get; private set; }

    public Dictionary<string, long> Undecidable { get; } = new(StringComparer.Ordinal);

    public Dictionary<(FlipKind Kind, string Action, string Cause), FoundFlips> Flips { get; } = [];

    /// <summary>The first line that is no event, if there is one.</summary>
    public TornLine? Torn { get; private set; }

    public void Take(LogChunk chunk)
    {
        var rest = chunk.Buffer.AsSpan(0, chunk.Length);
        for (var row = chunk.Row; !rest.IsEmpty; row++)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = rest[..(end < 0 ? rest.Length : end)].Trim(" \t\r"u8);
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.IsEmpty)
                continue;
            try
            {
                Line(line, new LogPlace(chunk.File, row));
            }
            catch (Exception broken) when (broken is JsonException or FormatException)
            {
                Torn = TornLine.First(Torn, new TornLine(new LogPlace(chunk.File, row), broken.Message));
                break;
            }
        }

        ArrayPool<byte>.Shared.Return(chunk.Buffer);
    }

    // A line is an event, or a list of them as they are uploaded.
    private void Line(ReadOnlySpan<byte> line, LogPlace place)
    {
        if (line[0] != '[')
        {
            Event(line, place);
            return;
        }

        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            Event(line[start..(int)reader.BytesConsumed], place);
        }

        reader.Read();
    }

    private void Event(ReadOnlySpan<byte> json, LogPlace place)
    {
        var logged = LoggedEvent.Read(json, paths.GetAlternateLookup<ReadOnlySpan<char>>());
        Events++;
        if (WhyUndecidable(logged) is { } reason)
        {
            Undecidable[reason] = Undecidable.GetValueOrDefault(reason) + 1;
            return;
        }

        var before = Result(logged.Result);
        var now = Decide(logged);
        if (now.Error is null && Outcome.Same(before, now.Value))
        {
            Equal++;
            return;
        }

        var input = logged.Input.IsEmpty ? Val.Undefined : Val.Parse(logged.Input);
        var (kind, cause) = Outcome.Difference(Outcome.Of(before), now.Error is { } error ? new Verdict(false, error) : Outcome.Of(now.Value));
        var action = input["action"].Kind == ValKind.String ? input["action"].AsString() : logged.Path;
        var flip = new FoundFlips(1, place, logged.Id, logged.Path, input);
        Flips[(kind, action, cause)] = Flips.TryGetValue((kind, action, cause), out var known) ? known.And(flip) : flip;
    }

    private string? WhyUndecidable(LoggedEvent logged)
    {
        if (logged.AdHoc)
            return "a query was asked, no document";
        if (logged.Failed)
            return "it failed when it was made";
        if (logged.Erased.Any(Concerns))
            return "a part of it was erased";
        if (!logged.Masked.Any(Concerns))
            return null;
        if (!pseudonyms)
            return "a part of its input or result was masked";
        var whole = Val.ObjectOf(("input", logged.Input.IsEmpty ? Val.Undefined : Val.Parse(logged.Input)), ("result", Result(logged.Result)));
        return logged.Masked.Where(Concerns).All(pointer => IsPseudonym(At(whole, pointer))) ? null : "a part of it was masked by something else than a pseudonym";
    }

    private static bool Concerns(string pointer) => pointer is "/input" or "/result" || pointer.StartsWith("/input/", StringComparison.Ordinal) || pointer.StartsWith("/result/", StringComparison.Ordinal);

    private static Val At(Val value, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
            value = value.Kind == ValKind.Array ? int.TryParse(part, out var at) && at >= 0 && at < value.Count ? value[at] : Val.Undefined : value[part];
        return value;
    }

    private static bool IsPseudonym(Val value) => value.Kind == ValKind.String && Pseudonym().IsMatch(value.AsString());

    private Val Result(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return Val.Undefined;
        if (results.TryGet(json, out var value))
            return value;
        value = Val.Parse(json);
        results.Add(json, value);
        return value;
    }

    private Decided Decide(LoggedEvent logged)
    {
        var document = candidate.Document(logged.Path);
        if (!document.IsFunctionOfInput)
            return Evaluate(document, logged);
        if (!decided.TryGetValue(logged.Path, out var memo))
            decided[logged.Path] = memo = new();
        if (!memo.TryGet(logged.Input, out var known))
            memo.Add(logged.Input, known = Evaluate(document, logged));
        return known;
    }

    // As the enforcement point takes it: what cannot be evaluated is denied.
    private static Decided Evaluate(CandidateDocument document, LoggedEvent logged)
    {
        var options = document.ReadsClock && logged.Time is { } time ? EvaluationOptions.Default with { Clock = new TimeOfDecision(time) } : EvaluationOptions.Default;
        try
        {
            return new(document.Query.Evaluate(logged.Input.IsEmpty ? Val.Undefined : Val.Parse(logged.Input), options), null);
        }
        catch (RegoEvaluationException failed)
        {
            return new(Val.Undefined, failed.Message);
        }
    }

    private readonly record struct Decided(Val Value, string? Error);

    private sealed class TimeOfDecision(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }

    [GeneratedRegex("^~[0-9a-f]{24}$")]
    private static partial Regex Pseudonym();
}

/// <summary>A line of one of the logs, in their order.</summary>
internal readonly record struct LogPlace(int File, long Row) : IComparable<LogPlace>
{
    public int CompareTo(LogPlace other) => (File, Row).CompareTo((other.File, other.Row));
}

/// <summary>A line that is no event.</summary>
internal sealed record TornLine(LogPlace Place, string Why)
{
    public static TornLine? First(TornLine? left, TornLine? right) => left is null || (right is not null && right.Place.CompareTo(left.Place) < 0) ? right : left;
}

/// <summary>Flips of one group so far, with the first of them.</summary>
internal sealed record FoundFlips(long Count, LogPlace Place, string DecisionId, string Path, Val Input)
{
    public FoundFlips And(FoundFlips other) => (other.Place.CompareTo(Place) < 0 ? other : this) with { Count = Count + other.Count };
}
