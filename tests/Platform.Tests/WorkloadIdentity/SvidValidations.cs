using System.Security.Cryptography.X509Certificates;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Tests.WorkloadIdentity;

[Trait("requirement", "ID-08")]
public sealed class SvidValidations : IDisposable
{
    private const string Records = "spiffe://platform.local/ns/default/records";
    private readonly FakeCertificateAuthority _authority = new();
    private readonly FakeCertificateAuthority _other = new();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Accept_a_leaf_with_one_spiffe_id_of_the_trust_domain()
    {
        using var leaf = _authority.Issue([Records]);

        Assert.Equal(Records, Validate(leaf).Id?.ToString());
    }

    [Fact]
    public void Accept_further_names_that_are_not_uris()
    {
        using var leaf = _authority.Issue([Records], dnsNames: ["localhost"]);

        Assert.True(Validate(leaf).IsValid);
    }

    [Fact]
    public void Refuse_a_leaf_without_a_uri()
    {
        using var bare = _authority.Issue([]);
        using var dns = _authority.Issue([], dnsNames: ["localhost"]);

        Assert.Equal(SvidRule.NotExactlyOneUri, Validate(bare).Broken);
        Assert.Equal(SvidRule.NotExactlyOneUri, Validate(dns).Broken);
    }

    [Fact]
    public void Refuse_a_leaf_with_two_uris()
    {
        using var leaf = _authority.Issue([Records, "spiffe://platform.local/ns/default/gateway"]);

        Assert.Equal(SvidRule.NotExactlyOneUri, Validate(leaf).Broken);
    }

    [Theory]
    [InlineData("https://platform.local/ns/default/records", SvidRule.NotSpiffeId)]
    [InlineData("spiffe://platform.local/", SvidRule.NotSpiffeId)]
    [InlineData("spiffe://other.local/ns/default/records", SvidRule.OtherTrustDomain)]
    public void Refuse_another_kind_of_name(string uri, SvidRule rule)
    {
        using var leaf = _authority.Issue([uri]);

        Assert.Equal(rule, Validate(leaf).Broken);
    }

    [Fact]
    public void Refuse_a_leaf_that_claims_to_be_an_authority()
    {
        using var leaf = _authority.Issue([Records], isAuthority: true);

        Assert.Equal(SvidRule.CertificateAuthority, Validate(leaf).Broken);
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature)]
    [InlineData(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature)]
    [InlineData(X509KeyUsageFlags.NonRepudiation)]
    public void Refuse_another_key_usage(X509KeyUsageFlags usage)
    {
        using var leaf = _authority.Issue([Records], keyUsage: usage);

        Assert.Equal(SvidRule.KeyUsage, Validate(leaf).Broken);
    }

    [Fact]
    public void Refuse_a_leaf_of_another_authority()
    {
        using var leaf = _other.Issue([Records]);

        Assert.Equal(SvidRule.Untrusted, Validate(leaf).Broken);
    }

    [Fact]
    public void Refuse_a_leaf_outside_its_lifetime_also_when_it_was_proven_before()
    {
        using var leaf = _authority.Issue([Records]);
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        var validation = new SvidValidation(TrustBundle.FromPem(_authority.Root.ExportCertificatePem()), "platform.local", clock);
        Assert.True(validation.Validate(leaf).IsValid);

        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(SvidRule.OutsideLifetime, validation.Validate(leaf).Broken);
        Assert.True(validation.Validate(leaf, asOf: clock.GetUtcNow() - TimeSpan.FromHours(2)).IsValid);
    }

    private SvidOutcome Validate(X509Certificate2 leaf) =>
        new SvidValidation(TrustBundle.FromPem(_authority.Root.ExportCertificatePem()), "platform.local", TimeProvider.System).Validate(leaf);
}
