using Platform.Rego.Tests.Conformance;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Values;

public sealed class ValOrderTests
{
    /// <summary>Distinct values, least first.</summary>
    private static readonly string[] s_ascending =
    [
        "null", "false", "true", "-1e400", "-2", "-1.5", "0", "0.1234567890123456788", "0.1234567890123456789", "1", "1.5", "2",
        "9007199254740993", "18446744073709551616", "1e399", "1e400", "\"\"", "\"a\"", "\"ab\"", "\"b\"", "\"\uFF5E\"", "\"\U0001F600\"",
        "[]", "[1]", "[1, 2]", "[2]", "{}", "{\"a\": 1}", "{\"a\": 1, \"b\": 1}", "{\"a\": 2}", "{\"b\": 0}", "set()", "{1}", "{1, 2}", "{2}",
    ];

    [Fact]
    public void Orders_types_then_values_and_strings_by_their_UTF8_bytes()
    {
        var values = s_ascending.Select(TermReader.Read).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < values.Length; j++)
            {
                Assert.True(Math.Sign(values[i].CompareTo(values[j])) == i.CompareTo(j), $"{values[i]} against {values[j]}");
                Assert.Equal(i == j, values[i] == values[j]);
            }
        }
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1", "1e0")]
    [InlineData("1000", "1e3")]
    [InlineData("100000000000000000000", "1e20")]
    [InlineData("0", "-0")]
    [InlineData("0", "0e5")]
    [InlineData("0.5", "5e-1")]
    [InlineData("-0.0", "0")]
    public void Takes_different_spellings_of_a_number_for_one_value(string left, string right)
    {
        var (a, b) = (Val.Parse(left), Val.Parse(right));
        Assert.Equal(a, b);
        Assert.Equal(0, a.CompareTo(b));
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(1, Val.SetOf(a, b).Count);
        Assert.Equal("x", Val.ObjectOf((a, "x")).Get(b).AsString());
    }

    [Fact]
    public void Finds_members_of_large_sets_and_objects()
    {
        var set = new SetBuilder();
        var obj = new ObjectBuilder();
        for (var i = 0; i < 5_000; i++)
        {
            set.Add(Val.From($"k{i % 2_500}"));
            obj.Set(Val.From(i), Val.From(i * 2));
        }

        var members = set.Build();
        Assert.Equal(2_500, members.Count);
        Assert.True(members.Contains("k2499"));
        Assert.False(members.Contains("k2500"));
        Assert.Equal(Val.From(9_998), obj.Build().Get(Val.From(4_999)));
        Assert.Equal("k0", members.InOrder()[0].AsString());
    }

    [Fact]
    public void Does_not_let_a_built_value_change()
    {
        var builder = new ArrayBuilder().Add(1);
        builder.Build();
        Assert.Throws<InvalidOperationException>(() => builder.Add(2));
    }

    [Fact]
    public void Refuses_values_that_are_nested_too_deep()
    {
        Assert.Throws<ValueLimitException>(() =>
        {
            var value = Val.From(1);
            for (var i = 0; i < Composite.MaxDepth + 1; i++)
            {
                value = Val.ArrayOf(value);
            }
        });
    }

    [Fact]
    public void Refuses_values_whose_shared_parts_would_unfold_to_too_many()
    {
        Assert.Throws<ValueLimitException>(() =>
        {
            var value = Val.From(1);
            for (var i = 0; i < 64; i++)
            {
                value = Val.ArrayOf(value, value);
            }
        });
    }
}
