using System.Numerics;
using System.Text;

namespace Platform.Rego.Builtins.Formatting;

/// <summary>
/// Go's fmt.Sprintf for the argument types that policies have: <see cref="long"/> (Go's int), <see cref="BigInteger"/>
/// (*big.Int), <see cref="double"/> (float64) and <see cref="string"/>: https://pkg.go.dev/fmt.
/// </summary>
internal sealed class GoFormat
{
    private const int MaxNumber = 1_000_000;
    private const int MaxLength = 64 * 1024 * 1024;

    private readonly string format;
    private readonly IReadOnlyList<object> arguments;
    private readonly StringBuilder output = new();
    private int position;
    private int argument;
    private bool reordered;
    private bool goodIndex;
    private bool afterIndex;

    private GoFormat(string format, IReadOnlyList<object> arguments)
    {
        this.format = format;
        this.arguments = arguments;
    }

    /// <exception cref="BuiltinException">The result would be longer than 64 Mi characters.</exception>
    public static string Format(string format, IReadOnlyList<object> arguments) => new GoFormat(format, arguments).Run();

    private string Run()
    {
        while (position < format.Length)
        {
            int percent = format.IndexOf('%', position);
            int end = percent < 0 ? format.Length : percent;
            output.Append(format, position, end - position);
            position = end + 1;
            if (percent >= 0)
            {
                Directive();
            }

            if (output.Length > MaxLength)
            {
                throw new BuiltinException($"result longer than {MaxLength} characters");
            }
        }

        if (!reordered && argument < arguments.Count)
        {
            AppendExtra();
        }

        return output.ToString();
    }

    private void Directive()
    {
        goodIndex = true;
        afterIndex = false;
        var spec = new FormatSpec();
        ReadFlags(spec);
        ReadIndex();
        ReadWidth(spec);
        ReadPrecision(spec);
        if (!afterIndex)
        {
            ReadIndex();
        }

        if (position >= format.Length)
        {
            output.Append("%!(NOVERB)");
            return;
        }

        Rune.DecodeFromUtf16(format.AsSpan(position), out Rune verb, out int length);
        position += length;
        if (verb.Value == '%')
        {
            output.Append('%');
        }
        else if (!goodIndex)
        {
            output.Append("%!").Append(verb).Append("(BADINDEX)");
        }
        else if (argument >= arguments.Count)
        {
            output.Append("%!").Append(verb).Append("(MISSING)");
        }
        else
        {
            FormatArgument.Append(output, arguments[argument++], verb, spec);
        }
    }

    private void ReadFlags(FormatSpec spec)
    {
        for (; position < format.Length; position++)
        {
            switch (format[position])
            {
                case '#':
                    spec.Sharp = true;
                    break;
                case '0':
                    spec.Zero = true;
                    break;
                case '+':
                    spec.Plus = true;
                    break;
                case '-':
                    spec.Minus = true;
                    break;
                case ' ':
                    spec.Space = true;
                    break;
                default:
                    return;
            }
        }
    }

    private void ReadWidth(FormatSpec spec)
    {
        if (position < format.Length && format[position] == '*')
        {
            position++;
            spec.Width = ReadArgument();
            if (spec.Width is null)
            {
                output.Append("%!(BADWIDTH)");
            }
            else if (spec.Width < 0)
            {
                spec.Width = -spec.Width;
                spec.Minus = true;
                spec.Zero = false;
            }

            afterIndex = false;
            return;
        }

        spec.Width = ReadNumber();
        if (afterIndex && spec.Width is not null)
        {
            goodIndex = false;
        }
    }

    private void ReadPrecision(FormatSpec spec)
    {
        if (position >= format.Length || format[position] != '.')
        {
            return;
        }

        position++;
        if (afterIndex)
        {
            goodIndex = false;
        }

        ReadIndex();
        if (position < format.Length && format[position] == '*')
        {
            position++;
            spec.Precision = ReadArgument();
            if (spec.Precision is null or < 0)
            {
                spec.Precision = null;
                output.Append("%!(BADPREC)");
            }

            afterIndex = false;
            return;
        }

        spec.Precision = ReadNumber() ?? 0;
    }

    private int? ReadArgument()
    {
        if (argument >= arguments.Count)
        {
            return null;
        }

        return arguments[argument++] is long and >= -MaxNumber and <= MaxNumber ? (int)(long)arguments[argument - 1] : null;
    }

    private int? ReadNumber()
    {
        int? value = null;
        while (position < format.Length && char.IsAsciiDigit(format[position]))
        {
            value = (value ?? 0) * 10 + format[position++] - '0';
            if (value > MaxNumber)
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>An explicit argument index such as <c>[2]</c>.</summary>
    private void ReadIndex()
    {
        afterIndex = false;
        if (position >= format.Length || format[position] != '[')
        {
            return;
        }

        reordered = true;
        int close = format.IndexOf(']', position);
        if (close < 0)
        {
            goodIndex = false;
            position++;
            return;
        }

        position++;
        int? index = ReadNumber();
        bool wellFormed = index is not null && position == close;
        position = close + 1;
        if (wellFormed && index >= 1 && index <= arguments.Count)
        {
            argument = index.Value - 1;
            afterIndex = true;
        }
        else
        {
            goodIndex = false;
            afterIndex = wellFormed;
        }
    }

    private void AppendExtra()
    {
        output.Append("%!(EXTRA ");
        for (int i = argument; i < arguments.Count; i++)
        {
            output.Append(i > argument ? ", " : "").Append(FormatArgument.TypeName(arguments[i])).Append('=');
            FormatArgument.Append(output, arguments[i], new Rune('v'), new FormatSpec());
        }

        output.Append(')');
    }
}
