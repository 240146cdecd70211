using System.Globalization;

namespace Platform.Rego.Builtins.Network;

/// <summary>An address range in CIDR notation.</summary>
/// <param name="First">The first address.</param>
/// <param name="Length">The prefix length, counted in 128 bits.</param>
/// <param name="IsV4">Whether it is an IPv4 network.</param>
internal readonly record struct Cidr(UInt128 First, int Length, bool IsV4)
{
    public UInt128 Last => First | HostMask(Length);

    /// <exception cref="BuiltinException">The text is no CIDR; the message is Go's.</exception>
    public static Cidr Parse(string text) => TryParse(text, out Cidr cidr) ? cidr : throw new BuiltinException($"invalid CIDR address: {text}");

    public static bool TryParse(string text, out Cidr cidr)
    {
        cidr = default;
        int slash = text.IndexOf('/');
        if (slash < 0 || !IpText.TryParse(text[..slash], out UInt128 address))
        {
            return false;
        }

        bool v4Text = IpText.IsV4Text(text[..slash]);
        string digits = text[(slash + 1)..];
        if (digits.Length is 0 or > 9 || !digits.All(char.IsAsciiDigit)
            || int.Parse(digits, CultureInfo.InvariantCulture) is var bits && bits > (v4Text ? 32 : 128))
        {
            return false;
        }

        cidr = Of(address, v4Text ? bits + 96 : bits);
        return true;
    }

    public static Cidr Of(UInt128 address, int length)
    {
        UInt128 first = address & ~HostMask(length);

        // A mapped network is an IPv4 one whichever way it is written.
        return IpText.IsV4(first) ? new Cidr(first, Math.Max(length, 96), true) : new Cidr(first, length, false);
    }

    public bool Contains(UInt128 address) =>
        IsV4 == IpText.IsV4(address) && (address & ~HostMask(Length)) == First;

    /// <summary>The text with the given address in place of the first one.</summary>
    public string Format(UInt128 address) => $"{IpText.Format(address)}/{(IsV4 ? Length - 96 : Length)}";

    public override string ToString() => Format(First);

    private static UInt128 HostMask(int length) => length == 0 ? UInt128.MaxValue : (UInt128.One << (128 - length)) - 1;
}
