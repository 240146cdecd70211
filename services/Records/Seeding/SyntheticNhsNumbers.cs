using System.Globalization;
using Platform.Contracts;

namespace Platform.Records.Seeding;

/// <summary>Numbers of the test range 999, always the same ones in the same order, each with a right check digit.</summary>
public static class SyntheticNhsNumbers
{
    private const int FirstStem = 999_000_001;
    private const int Step = 83;

    public static IEnumerable<NhsNumber> All()
    {
        for (var stem = FirstStem; stem < 1_000_000_000; stem += Step)
        {
            var digits = stem.ToString(CultureInfo.InvariantCulture);
            if (NhsNumber.CheckDigit(digits) is { } check && NhsNumber.TryParse(digits + (char)('0' + check), out var number))
                yield return number;
        }
    }
}
