using System.Globalization;
using System.Text;

namespace Platform.Rego.Builtins.Network;

/// <summary>
/// IP addresses as Go reads and writes them: https://pkg.go.dev/net#ParseIP. Every address is 128 bits; an IPv4 one is mapped
/// into <c>::ffff:0:0/96</c>.
/// </summary>
internal static class IpText
{
    private static readonly UInt128 MappedPrefix = (UInt128)0xFFFF << 32;

    public static bool IsV4(UInt128 address) => address >> 32 == 0xFFFF;

    public static bool TryParse(string text, out UInt128 address) => text.Contains(':')
        ? TryParseV6(text, out address)
        : TryParseV4(text, out address);

    /// <summary>Whether the text itself is in IPv4 form.</summary>
    public static bool IsV4Text(string text) => !text.Contains(':');

    public static string Format(UInt128 address)
    {
        if (IsV4(address))
        {
            uint v4 = (uint)address;
            return $"{v4 >> 24}.{v4 >> 16 & 255}.{v4 >> 8 & 255}.{v4 & 255}";
        }

        int[] groups = new int[8];
        for (int i = 0; i < 8; i++)
        {
            groups[i] = (int)(ushort)(address >> (112 - 16 * i));
        }

        (int start, int length) = LongestZeros(groups);
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }

            text.Append(text.Length > 0 && text[^1] != ':' ? ":" : "").Append(groups[i].ToString("x", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static (int Start, int Length) LongestZeros(int[] groups)
    {
        (int Start, int Length) best = (-1, 1); // a single zero is not shortened
        for (int i = 0; i < 8; i++)
        {
            int end = i;
            while (end < 8 && groups[end] == 0)
            {
                end++;
            }

            best = end - i > best.Length ? (i, end - i) : best;
            i = Math.Max(i, end - 1);
        }

        return best;
    }

    private static bool TryParseV4(string text, out UInt128 address)
    {
        address = 0;
        string[] parts = text.Split('.', 5);
        if (parts.Length != 4)
        {
            return false;
        }

        uint value = 0;
        foreach (string part in parts)
        {
            // Leading zeros are refused: they might mean octal.
            if (part.Length is 0 or > 3 || !part.All(char.IsAsciiDigit) || part.Length > 1 && part[0] == '0' || int.Parse(part, CultureInfo.InvariantCulture) > 255)
            {
                return false;
            }

            value = value << 8 | uint.Parse(part, CultureInfo.InvariantCulture);
        }

        address = MappedPrefix | value;
        return true;
    }

    private static bool TryParseV6(string text, out UInt128 address)
    {
        address = 0;
        int gap = text.IndexOf("::", StringComparison.Ordinal);
        if (text.Length > 45 || gap >= 0 && text.IndexOf("::", gap + 1, StringComparison.Ordinal) >= 0)
        {
            return false;
        }

        if (!TryGroups(gap < 0 ? text : text[..gap], gap < 0, out List<int> before))
        {
            return false;
        }

        List<int> after = [];
        if (gap >= 0 && !TryGroups(text[(gap + 2)..], true, out after))
        {
            return false;
        }

        int missing = 8 - before.Count - after.Count;
        if (gap < 0 ? missing != 0 : missing < 1)
        {
            return false;
        }

        foreach (int group in before.Concat(Enumerable.Repeat(0, missing)).Concat(after))
        {
            address = address << 16 | (UInt128)group;
        }

        return true;
    }

    private static bool TryGroups(string text, bool mayEndInV4, out List<int> groups)
    {
        groups = [];
        if (text.Length == 0)
        {
            return true;
        }

        string[] parts = text.Split(':');
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            if (part.Contains('.'))
            {
                if (!mayEndInV4 || i != parts.Length - 1 || !TryParseV4(part, out UInt128 v4))
                {
                    return false;
                }

                groups.Add((int)(v4 >> 16 & 0xFFFF));
                groups.Add((int)(v4 & 0xFFFF));
            }
            else if (part.Length is 0 or > 4 || !part.All(char.IsAsciiHexDigit))
            {
                return false;
            }
            else
            {
                groups.Add(int.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }

        return true;
    }
}
