namespace Platform.Contracts;

/// <summary>
/// Ten digits whose last is the modulus 11 check digit of the first nine. A value of this type has passed the check; digits that fail it are
/// never an <see cref="NhsNumber"/>, so nothing can be matched on them by mistake.
/// </summary>
public readonly record struct NhsNumber
{
    private readonly string? digits;

    private NhsNumber(string digits) => this.digits = digits;

    /// <summary>The ten digits without spaces.</summary>
    public string Digits => digits ?? throw new InvalidOperationException("an NHS number that was never read");

    /// <summary>Whether the text is ten digits, whatever their check digit says.</summary>
    public static bool HasShape(string? text) => text is { Length: 10 } && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Reads ten digits; false when the shape or the check digit is wrong.</summary>
    public static bool TryParse(string? text, out NhsNumber number)
    {
        number = default;
        if (!HasShape(text) || CheckDigit(text.AsSpan(0, 9)) is not { } expected || text![9] - '0' != expected)
            return false;
        number = new NhsNumber(text);
        return true;
    }

    /// <summary>The check digit of nine digits (weights 10 down to 2, 11 minus the remainder), or null where none exists.</summary>
    public static int? CheckDigit(ReadOnlySpan<char> stem)
    {
        if (stem.Length != 9)
            throw new ArgumentException("a stem has nine digits", nameof(stem));
        var sum = 0;
        for (var i = 0; i < 9; i++)
            sum += (stem[i] - '0') * (10 - i);
        return (11 - sum % 11) switch
        {
            11 => 0,
            10 => null,
            var digit => digit,
        };
    }

    /// <summary>
    /// Whether ten digits with a right check digit stand somewhere in a text, together or in the usual groups (999 000 0018, 999-000-0018). A UUID is none: one
    /// in some thousands holds such digits by chance.
    /// </summary>
    public static bool OccursIn(ReadOnlySpan<char> text)
    {
        Span<char> run = stackalloc char[10];
        for (var start = 0; start < text.Length; start++)
        {
            if (IsUuid(text[start..]))
            {
                start += UuidLength - 1;
                continue;
            }

            if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsAsciiDigit(text[start - 1])))
                continue;
            var digits = 0;
            var end = start;
            for (; end < text.Length && digits < 10 && (char.IsAsciiDigit(text[end]) || (digits is 3 or 6 && text[end] is ' ' or '-' or '+')); end++)
            {
                if (char.IsAsciiDigit(text[end]))
                    run[digits++] = text[end];
            }

            var endsHere = end == text.Length || !char.IsAsciiDigit(text[end]);
            if (digits == 10 && endsHere && CheckDigit(run[..9]) is { } check && run[9] - '0' == check)
                return true;
        }

        return false;
    }

    private const int UuidLength = 36;

    private static bool IsUuid(ReadOnlySpan<char> text) => text.Length >= UuidLength && Guid.TryParseExact(text[..UuidLength], "D", out _);

    /// <summary>Never the digits: a number that slips into a log says only that it was one.</summary>
    public override string ToString() => "NHS number";
}
