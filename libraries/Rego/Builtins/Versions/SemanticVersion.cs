using System.Globalization;
using System.Numerics;

namespace Platform.Rego.Builtins.Versions;

/// <summary>A semantic version, https://semver.org; a leading <c>v</c> is allowed.</summary>
internal sealed record SemanticVersion(long Major, long Minor, long Patch, string Prerelease) : IComparable<SemanticVersion>
{
    public static SemanticVersion? TryParse(string text)
    {
        string rest = text.StartsWith('v') ? text[1..] : text;
        (rest, string metadata) = Cut(rest, '+');
        (rest, string prerelease) = Cut(rest, '-');
        if (!IsIdentifierList(metadata) || !IsIdentifierList(prerelease))
        {
            return null;
        }

        string[] parts = rest.Split('.');
        return parts.Length == 3 && TryNumber(parts[0], out long major) && TryNumber(parts[1], out long minor) && TryNumber(parts[2], out long patch)
            ? new SemanticVersion(major, minor, patch, prerelease)
            : null;
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (order != 0 || Prerelease == other.Prerelease)
        {
            return Math.Sign(order);
        }

        // A version without a pre-release comes after one with it.
        if (Prerelease.Length == 0 || other.Prerelease.Length == 0)
        {
            return Prerelease.Length == 0 ? 1 : -1;
        }

        string[] left = Prerelease.Split('.'), right = other.Prerelease.Split('.');
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            order = CompareIdentifiers(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return Math.Sign(left.Length.CompareTo(right.Length));
    }

    private static int CompareIdentifiers(string left, string right)
    {
        bool leftIsNumber = left.All(char.IsAsciiDigit), rightIsNumber = right.All(char.IsAsciiDigit);
        if (leftIsNumber != rightIsNumber)
        {
            return leftIsNumber ? -1 : 1;
        }

        return leftIsNumber
            ? BigInteger.Parse(left, CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse(right, CultureInfo.InvariantCulture))
            : Math.Sign(string.CompareOrdinal(left, right));
    }

    private static (string Before, string After) Cut(string text, char separator)
    {
        int index = text.IndexOf(separator);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static bool IsIdentifierList(string text) =>
        text.Length == 0 || text.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static bool TryNumber(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
