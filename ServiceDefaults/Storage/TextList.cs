using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.ServiceDefaults.Storage;

/// <summary>A short list of texts as a JSON array in one column.</summary>
public sealed class TextList() : ValueConverter<IReadOnlyList<string>, string>(
    list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
    text => JsonSerializer.Deserialize<string[]>(text, JsonSerializerOptions.Default)!);

/// <summary>Compares two such lists by their texts.</summary>
public sealed class TextListComparer() : ValueComparer<IReadOnlyList<string>>(
    (one, other) => one!.SequenceEqual(other!),
    list => list.Aggregate(0, (hash, text) => HashCode.Combine(hash, text)),
    list => list.ToArray());
