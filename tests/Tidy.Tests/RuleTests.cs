using Platform.Tidy.Tests.Rules;

namespace Platform.Tidy.Tests;

/// <summary>Each rule is shown a tree that breaks it: a rule that finds nothing there could not fail on ours either.</summary>
public sealed class Rule
{
    private static void Finds(IEnumerable<Violation> violations, params string[] where) =>
        Assert.Equal(where, violations.Select(violation => violation.Path));

    [Fact]
    public void Finds_a_service_that_references_another_service() =>
        Finds(ProjectReferences.Check(SourceTree.Of(
            ("services/A/A.csproj", "<ProjectReference Include=\"../B/B.csproj\" />"),
            ("services/B/B.csproj", "<ProjectReference Include=\"../Contracts/Contracts.csproj\" />"))), "services/A/A.csproj");

    [Fact]
    public void Finds_a_product_that_references_test_code() =>
        Finds(ProjectReferences.Check(SourceTree.Of(("ServiceDefaults/S.csproj", "<ProjectReference Include=\"../libraries/Testing/Testing.csproj\" />"))), "ServiceDefaults/S.csproj");

    [Fact]
    public void Finds_a_project_that_the_table_does_not_know() =>
        Finds(ProjectReferences.Check(SourceTree.Of(("libraries/New/New.csproj", "<Project />"))), "libraries/New/New.csproj");

    [Fact]
    public void Finds_an_engine_layer_that_looks_up() =>
        Finds(EngineLayers.Check(SourceTree.Of(("libraries/Rego/Ir/Plan.cs", "using Platform.Rego.Syntax;"))), "libraries/Rego/Ir/Plan.cs:1");

    [Fact]
    public void Finds_a_name_that_names_nothing() =>
        Finds(FileNames.Check(SourceTree.Of(("cli/JsonHelper.cs", ""), ("cli/Extensions.cs", ""), ("cli/Token.cs", ""))), "cli/Extensions.cs", "cli/JsonHelper.cs");

    [Fact]
    public void Finds_marks_of_unfinished_work() =>
        Finds(Leftovers.Check(SourceTree.Of(("cli/A.cs", "ok\n// FIX" + "ME later"))), "cli/A.cs:2");

    [Fact]
    public void Finds_a_wait_by_time_in_tests_alone() =>
        Finds(Leftovers.Check(SourceTree.Of(("tests/A.cs", "await Task.De" + "lay(5);"), ("cli/B.cs", "await Task.De" + "lay(5);"))), "tests/A.cs:1");

    [Fact]
    public void Finds_a_policy_without_test_and_description() =>
        Assert.Equal(2, Rules.Policies.Check(SourceTree.Of(("policies/a/b.rego", "package a.b"))).Count());

    [Fact]
    public void Finds_two_titles_and_a_dead_link_but_not_a_comment_in_a_code_block() =>
        Finds(Documents.Check(SourceTree.Of(("docs/a.md", "# A\n```\n# not a title\n```\n# B\n[x](missing.md) [y](b.md)"), ("docs/b.md", "# B"))), "docs/a.md", "docs/a.md");

    [Fact]
    public void Finds_a_decision_record_that_is_not_indexed() =>
        Finds(Documents.Check(SourceTree.Of(("docs/decisions/README.md", "# Decisions"), ("docs/decisions/0001-x.md", "# X"))), "docs/decisions/0001-x.md");

    [Fact]
    public void Finds_a_project_outside_the_solution_and_a_page_at_the_root() =>
        Assert.Superset(
            new HashSet<string> { "cli/cli.csproj", "PLAN.md" },
            Layout.Check(SourceTree.Of(("Platform.sln", ""), ("cli/cli.csproj", ""), ("PLAN.md", ""))).Select(violation => violation.Path).ToHashSet());

    [Fact]
    public void Finds_a_topology_that_is_too_long() =>
        Assert.Contains("AppHost/Program.cs", Layout.Check(SourceTree.Of(("AppHost/Program.cs", string.Join('\n', Enumerable.Repeat("x", 61))))).Select(violation => violation.Path));

    [Fact]
    public void Finds_versions_that_float_or_stand_in_a_project() =>
        Finds(PackageVersions.Check(SourceTree.Of(
            ("cli/cli.csproj", "<PackageReference Include=\"A\" Version=\"1.0\" />"),
            ("Directory.Packages.props", "<PackageVersion Include=\"A\" Version=\"1.*\" />"))), "cli/cli.csproj:1", "Directory.Packages.props:1");
}
