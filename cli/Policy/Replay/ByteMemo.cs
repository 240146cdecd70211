namespace Platform.Cli.Policy.Replay;

/// <summary>Remembers what equal bytes gave, and asks again for others. Bounded; gives up where hardly anything comes again. One thread.</summary>
internal sealed class ByteMemo<T>
{
    private const int Most = 16_384;
    private const int Trial = 8_192;
    private const int WorthIt = 32;

    private readonly Dictionary<int, (byte[] Key, T Value)> known = [];
    private long asked;
    private long found;

    public bool TryGet(ReadOnlySpan<byte> key, out T value)
    {
        if (known.Count == 0 && GaveUp)
        {
            value = default!;
            return false;
        }

        asked++;
        if (known.TryGetValue(Hash(key), out var there) && there.Key.AsSpan().SequenceEqual(key))
        {
            found++;
            value = there.Value;
            return true;
        }

        value = default!;
        return false;
    }

    public void Add(ReadOnlySpan<byte> key, T value)
    {
        if (GaveUp)
        {
            known.Clear();
            return;
        }

        if (known.Count >= Most)
            known.Clear();
        known[Hash(key)] = (key.ToArray(), value);
    }

    private bool GaveUp => asked > Trial && found * WorthIt < asked;

    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode();
    }
}
