using Platform.WorkloadIdentity;

namespace Platform.Tests.WorkloadIdentity;

public sealed class SpiffeIds
{
    [Fact]
    public void Name_the_workload_in_their_last_segment()
    {
        var id = SpiffeId.Parse("spiffe://platform.local/ns/default/records");

        Assert.Equal("records", id.AppId);
        Assert.Equal(SpiffeId.ForWorkload("platform.local", "default", "records"), id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("spiffe://")]
    [InlineData("spiffe://platform.local")]
    [InlineData("spiffe://platform.local/")]
    [InlineData("spiffe:///ns/default/records")]
    [InlineData("spiffe://platform.local/ns//records")]
    [InlineData("spiffe://platform.local/ns/../records")]
    [InlineData("spiffe://platform.local/ns/./records")]
    [InlineData("spiffe://platform.local/ns/default/records/")]
    [InlineData("spiffe://platform.local/ns/default/rec%6frds")]
    [InlineData("spiffe://platform.local/ns/default/records?x=1")]
    [InlineData("spiffe://platform.local/ns/default/records#x")]
    [InlineData("spiffe://platform.local:443/ns/default/records")]
    [InlineData("spiffe://user@platform.local/ns/default/records")]
    [InlineData("spiffe://PLATFORM.local/ns/default/records")]
    [InlineData("SPIFFE://platform.local/ns/default/records")]
    [InlineData("https://platform.local/ns/default/records")]
    [InlineData("spiffe://platform.local/ns/default/recørds")]
    [InlineData(" spiffe://platform.local/ns/default/records")]
    public void Are_read_strictly(string text) => Assert.False(SpiffeId.TryParse(text, out _));
}
