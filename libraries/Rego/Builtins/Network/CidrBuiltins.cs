using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>net.cidr_*</summary>
internal static class CidrBuiltins
{
    private const int MaxHostBits = 24;
    private const string BadElement = "element must be string or non-empty array";

    [Builtin("net.cidr_is_valid")]
    internal static bool IsValid(Val cidr) => cidr.Kind == ValKind.String && Cidr.TryParse(cidr.AsString(), out _);

    [Builtin("net.cidr_contains")]
    [Builtin("net.cidr_overlap")]
    internal static bool Contains(string cidr, string cidrOrIp)
    {
        var outer = Cidr.Parse(cidr);
        if (IpText.TryParse(cidrOrIp, out UInt128 address))
        {
            return outer.Contains(address);
        }

        return Cidr.TryParse(cidrOrIp, out Cidr inner)
            ? outer.Contains(inner.First) && outer.Contains(inner.Last)
            : throw new BuiltinException($"not a valid textual representation of an IP address or CIDR: {cidrOrIp}");
    }

    [Builtin("net.cidr_intersects")]
    internal static bool Intersects(string left, string right)
    {
        Cidr a = Cidr.Parse(left), b = Cidr.Parse(right);
        return a.Contains(b.First) || b.Contains(a.First);
    }

    /// <summary>Pairs of the indexes, keys or members whose networks contain one another.</summary>
    [Builtin("net.cidr_contains_matches")]
    internal static RSet ContainsMatches(BuiltinContext context, Val cidrs, Val cidrsOrIps)
    {
        var matches = new SetBuilder();
        List<(Val Element, Val Index)> inner = [];
        foreach ((Val outerElement, Val outerIndex) in Elements(1, cidrs))
        {
            if (inner.Count == 0)
            {
                inner = [.. Elements(2, cidrsOrIps)];
            }

            context.Charge(inner.Count);
            foreach ((Val element, Val index) in inner)
            {
                if (Contains(Operands.String(1, outerElement), Operands.String(1, element)))
                {
                    matches.Add(Val.ArrayOf(outerIndex, index));
                }
            }
        }

        return matches.Build();
    }

    /// <summary>All addresses; at most 2²⁴.</summary>
    [Builtin("net.cidr_expand")]
    internal static RSet Expand(BuiltinContext context, string cidr)
    {
        var network = Cidr.Parse(cidr);
        int hostBits = 128 - network.Length;
        if (hostBits > MaxHostBits)
        {
            throw new BuiltinException($"{cidr} has more than {1 << MaxHostBits} addresses");
        }

        context.Charge(1L << hostBits);
        var addresses = new SetBuilder();
        for (UInt128 i = 0; i <= network.Last - network.First; i++)
        {
            addresses.Add(IpText.Format(network.First + i));
        }

        return addresses.Build();
    }

    /// <summary>The smallest set of networks; an IPv4 address without a length stands for its class A, B or C network.</summary>
    [Builtin("net.cidr_merge")]
    internal static RSet Merge(Val addresses)
    {
        if (addresses.Kind is not (ValKind.Array or ValKind.Set))
        {
            throw new BuiltinException("operand must be an array");
        }

        List<(Cidr, UInt128)> networks = [];
        foreach (Val item in addresses.Items)
        {
            networks.Add(Network(item.Kind == ValKind.String ? item.AsString() : throw new BuiltinException("element must be string")));
        }

        var merged = new SetBuilder();
        foreach (string network in CidrMerge.Merge(networks))
        {
            merged.Add(network);
        }

        return merged.Build();
    }

    private static (Cidr Network, UInt128 Address) Network(string text)
    {
        if (!IpText.TryParse(text, out UInt128 address))
        {
            var cidr = Cidr.Parse(text);
            return (cidr, cidr.First);
        }

        if (!IpText.IsV4(address))
        {
            throw new BuiltinException("IPv6 invalid: needs prefix length");
        }

        int length = ((uint)address >> 24) switch { < 0x80 => 8, < 0xC0 => 16, _ => 24 };
        return (Cidr.Of(address, 96 + length), address);
    }

    private static IEnumerable<(Val Element, Val Index)> Elements(int operand, Val collection)
    {
        if (collection.Kind == ValKind.String)
        {
            return [(collection, collection)];
        }

        List<(Val, Val)> elements = [];
        Val[] items = collection.Items.ToArray();
        Val[] keys = collection.Keys.ToArray();
        for (int i = 0; i < items.Length; i++)
        {
            Val element = items[i].Kind switch
            {
                ValKind.String => items[i],
                ValKind.Array when items[i].Count > 0 => items[i][0],
                _ => throw new BuiltinException($"operand {operand}: {BadElement}"),
            };
            elements.Add((element, keys.Length > 0 ? keys[i] : Val.From(i)));
        }

        return elements;
    }
}
