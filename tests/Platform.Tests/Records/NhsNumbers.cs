using Platform.Contracts;

namespace Platform.Tests.Records;

public sealed class NhsNumbers
{
    [Theory]
    [InlineData("9990000018", true)]
    [InlineData("9434765919", true)]
    [InlineData("9658499058", true)]
    [InlineData("9912003888", true)]
    [InlineData("9111111124", false)]
    [InlineData("9222222228", false)]
    [InlineData("9876544321", false)]
    [InlineData("3478526985", false)]
    [InlineData("999000001", false)]
    [InlineData("99900000180", false)]
    [InlineData("999000001x", false)]
    [InlineData("٩٩٩٠٠٠٠٠١٨", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Are_ten_digits_with_the_right_check_digit(string? text, bool valid) => Assert.Equal(valid, NhsNumber.TryParse(text, out _));

    [Theory]
    [InlineData("/patients/9990000018", true)]
    [InlineData("/patients?nhs=999-000-0018", true)]
    [InlineData("/patients?nhs=999 000 0018", true)]
    [InlineData("/patients?nhs=999+000+0018", true)]
    [InlineData("/patients/x9990000018y", true)]
    [InlineData("/patients/9990000019", false)]
    [InlineData("/patients/19990000018", false)]
    [InlineData("/patients/99900000181", false)]
    [InlineData("/patients/9a5b2f0e-1111-4222-8333-944476591900", false)]
    [InlineData("/patients/9a5b2f0e-1111-4222-8333-a9990000018b", false)]
    [InlineData("/patients/9a5b2f0e-1111-4222-8333-a9990000018b/9990000018", true)]
    [InlineData("/health", false)]
    public void Are_found_in_an_address(string address, bool found) => Assert.Equal(found, NhsNumber.OccursIn(address));

    [Fact]
    public void Do_not_print_themselves()
    {
        Assert.True(NhsNumber.TryParse("9990000018", out var number));
        Assert.DoesNotContain("999", $"{number}", StringComparison.Ordinal);
    }
}
