using Platform.Rego.Values;

namespace Platform.Rego.Tests.Values;

public sealed class BigFloat64Tests
{
    public static TheoryData<string> Recorded => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Values", "big-float-cases.txt"))];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Computes_what_exact_fractions_rounded_to_64_bits_give(string line)
    {
        var parts = line.Split(' ');
        var (a, b) = (Parse(parts[0]), Parse(parts[2]));
        var result = parts[1] switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            _ => a / b,
        };
        Assert.Equal(parts[4], result.ToString());
    }

    [Theory]
    [InlineData("1234567.5", "1.2345675e+06")]
    [InlineData("123456.5", "123456.5")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("1e30", "1000000000000000000000000000000")]
    [InlineData("0.1", "0.1")]
    public void Prints_as_Go_does(string literal, string text) => Assert.Equal(text, Parse(literal).ToString());

    [Fact]
    public void Refuses_to_grow_without_bound()
    {
        var value = Parse("1e9000");
        Assert.Throws<OverflowException>(() => value * value);
    }

    [Fact]
    public void Rounds_products_to_the_precision_of_a_double_when_asked() =>
        Assert.Equal("0.3", (Parse("0.1") * Parse("3")).ToDoublePrecision().ToString());

    private static BigFloat64 Parse(string literal)
    {
        Assert.True(Number.TryParse(literal, out var number));
        return number.ToFloat();
    }
}
