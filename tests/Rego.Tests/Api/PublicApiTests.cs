using Platform.Testing;

namespace Platform.Rego.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void The_surface_that_others_compile_against_changes_only_together_with_its_list() =>
        GoldenFile.Matches("tests/Rego.Tests/Api/public-api.txt", PublicApi.Of(typeof(RegoPolicy).Assembly));
}
