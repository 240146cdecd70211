using System.Text.Json;
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
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ConformanceFolder.Require(), "cases"), "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                var diagnostics = new DiagnosticBag();
                if (item.TryGetProperty("modules", out var modules) && modules.ValueKind == JsonValueKind.Array)
                {
                    foreach (var module in modules.EnumerateArray())
                    {
                        Parser.ParseModule(new SourceText("module.rego", module.GetString()!), RegoVersion.V1, diagnostics);
                    }
                }

                Parser.ParseQuery(new SourceText("<query>", item.GetProperty("query").GetString()!), diagnostics);
                if (diagnostics.Any)
                {
                    failures.Add($"{item.GetProperty("note")}: {string.Join('\n', diagnostics.Items.Select(d => d.Render()))}");
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} cases:\n{string.Join('\n', failures.Take(20))}");
    }
}
