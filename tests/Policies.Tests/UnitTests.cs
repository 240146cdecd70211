using Platform.Rego.Values;

namespace Platform.Policies.Tests;

/// <summary>Every test rule of every _test.rego.</summary>
public sealed class UnitTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Rules() =>
        from path in PolicySource.Modules
        where PolicySource.IsTest(path)
        from rule in PolicySource.TestRules(path)
        select new TheoryDataRow<string, string>(path, rule);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Hold(string path, string rule)
    {
        var result = PolicySource.Compiled.Prepare($"data.{PolicySource.Package(path)}.{rule}").Evaluate(Val.Undefined, ct: TestContext.Current.CancellationToken);

        Assert.True(result.Equals(Val.From(true)), $"{path}: {rule} is {(result.IsUndefined ? "undefined" : result.ToString())}");
    }
}
