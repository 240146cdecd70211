using System.Text.Json;
using Platform.Contracts;
using Platform.Testing;

namespace Platform.Tests.Records;

public sealed class SensitiveLabelList
{
    [Fact]
    public void Is_the_one_of_the_policies()
    {
        using var labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "policies", "platform", "labels", "data.json")));

        Assert.Equal(
            SensitiveLabels.Confidentiality.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => (label.Key, label.Value)),
            labels.RootElement.EnumerateObject().OrderBy(label => label.Name, StringComparer.Ordinal)
                .Select(label => (label.Name, label.Value.GetProperty("confidentiality").GetString()!)));
    }

    [Theory]
    [InlineData("N")]
    [InlineData("R", "hiv")]
    [InlineData("V", "gender-reassignment", "hiv")]
    [InlineData("V", "hiv", "gender-reassignment", "prison")]
    public void Gives_a_note_the_strictest(string expected, params string[] labels) => Assert.Equal(expected, SensitiveLabels.Strictest(labels));
}
