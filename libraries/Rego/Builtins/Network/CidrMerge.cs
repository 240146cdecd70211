namespace Platform.Rego.Builtins.Network;

/// <summary>The fewest networks that cover the same addresses as the given ones.</summary>
internal static class CidrMerge
{
    private sealed record Range(UInt128 First, UInt128 Last, string? Text);

    /// <param name="networks">Each with the address it was written with: a lone one keeps it.</param>
    public static IEnumerable<string> Merge(IEnumerable<(Cidr Network, UInt128 Address)> networks)
    {
        List<Range> merged = [];
        foreach (Range range in networks
            .Select(n => new Range(n.Network.First, n.Network.Last, n.Network.Format(n.Address)))
            .OrderBy(r => r.First).ThenByDescending(r => r.Last))
        {
            Range? previous = merged.Count > 0 ? merged[^1] : null;
            if (previous is null || previous.Last != UInt128.MaxValue && range.First > previous.Last + 1)
            {
                merged.Add(range);
            }
            else
            {
                merged[^1] = new Range(previous.First, UInt128.Max(previous.Last, range.Last), null);
            }
        }

        return merged.SelectMany(range => range.Text is { } text ? [text] : Cover(range.First, range.Last).Select(cidr => cidr.ToString()));
    }

    private static IEnumerable<Cidr> Cover(UInt128 first, UInt128 last)
    {
        while (true)
        {
            // The largest block that starts here and does not go beyond the end.
            int size = first == 0 ? 128 : (int)UInt128.TrailingZeroCount(first);
            while (size > 0 && (size == 128 ? last != UInt128.MaxValue : first + ((UInt128.One << size) - 1) > last))
            {
                size--;
            }

            var block = Cidr.Of(first, 128 - size);
            yield return block;
            if (block.Last >= last)
            {
                yield break;
            }

            first = block.Last + 1;
        }
    }
}
