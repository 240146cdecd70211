using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Tests.Conformance;
using Platform.Rego.Text;

namespace Platform.Rego.Tests.Syntax;

public sealed class ParserAcceptsConformanceModules
{
    [Fact]
    public void Every_module_and_query_of_the_corpus_parses()
    {
        var failures = new List<string>();
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        foreach (var one in ConformanceFolder.Cases())
        {
            var diagnostics = new DiagnosticBag();
            foreach (var module in one.Modules)
            {
                Parser.ParseModule(new SourceText("module.rego", module), RegoVersion.V1, diagnostics);
            }

            Parser.ParseQuery(new SourceText("<query>", one.Query), diagnostics);
            if (diagnostics.Any)
            {
                failures.Add($"{one.Note}: {string.Join('\n', diagnostics.Items.Select(d => d.Render()))}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} cases:\n{string.Join('\n', failures.Take(20))}");
    }
}
