using Platform.Tidy.Tests.Rules;

namespace Platform.Tidy.Tests;

public sealed class Repository
{
    [Fact] public void References_point_one_way() => Violation.AssertNone(ProjectReferences.Check(SourceTree.Repository));
    [Fact] public void Engine_layers_depend_one_way() => Violation.AssertNone(EngineLayers.Check(SourceTree.Repository));
    [Fact] public void File_names_name_a_concept() => Violation.AssertNone(FileNames.Check(SourceTree.Repository));
    [Fact] public void Nothing_unfinished_or_local_is_left_over() => Violation.AssertNone(Leftovers.Check(SourceTree.Repository));
    [Fact] public void Every_policy_has_a_test_and_a_description() => Violation.AssertNone(Rules.Policies.Check(SourceTree.Repository));
    [Fact] public void Pages_have_one_title_and_links_that_lead_somewhere() => Violation.AssertNone(Documents.Check(SourceTree.Repository));
    [Fact] public void The_layout_is_the_documented_one() => Violation.AssertNone(Layout.Check(SourceTree.Repository));
    [Fact] public void Package_versions_are_exact_and_central() => Violation.AssertNone(PackageVersions.Check(SourceTree.Repository));
}
