using Platform.ServiceDefaults;

namespace Platform.Tests.ServiceDefaults;

[Trait("requirement", "PE-02")]
public sealed class CanonicalTargetTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/patients/1/notes")]
    [InlineData("/fhir/$process-message")]
    [InlineData("/fhir/%24process-message")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/v1.0/invoke/records/method/patients")]
    [InlineData("/a:b@c,d+e'(f)*!&=")]
    public void Lets_a_path_with_one_reading_through(string path) => Assert.True(CanonicalTarget.IsCanonical(path));

    [Theory]
    [InlineData("")]
    [InlineData("patients")]
    [InlineData("*")]
    [InlineData("http://records/patients")]
    [InlineData("//patients")]
    [InlineData("/patients//1")]
    [InlineData("/patients/")]
    [InlineData("/patients/.")]
    [InlineData("/patients/..")]
    [InlineData("/patients/../notes")]
    [InlineData("/patients/1.")]
    [InlineData("/patients/%2e%2e/notes")]
    [InlineData("/patients%2F1")]
    [InlineData("/patients%2f1")]
    [InlineData("/patients%252F1")]
    [InlineData("/patients%5c1")]
    [InlineData("/patients\\1")]
    [InlineData("/patients;x=1/1")]
    [InlineData("/patients%3bx")]
    [InlineData("/patients%23")]
    [InlineData("/patients#x")]
    [InlineData("/patients%3f")]
    [InlineData("/patients%00")]
    [InlineData("/patients%")]
    [InlineData("/patients%2")]
    [InlineData("/patients%zz")]
    [InlineData("/%70atients")]
    [InlineData("/%50atients")]
    [InlineData("/patients%c0%af")]
    [InlineData("/patients%20")]
    [InlineData("/pätients")]
    [InlineData("/patients\t")]
    public void Refuses_a_path_that_two_hops_could_read_differently(string path) => Assert.False(CanonicalTarget.IsCanonical(path));
}
