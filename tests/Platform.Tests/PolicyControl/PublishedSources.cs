using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;
using Platform.Testing;
using Platform.Tests.Identity;

namespace Platform.Tests.PolicyControl;

/// <summary>What the control plane tells of what it published, and to whom.</summary>
public sealed class PublishedSources : IAsyncLifetime
{
    private const string Note = "records/note/read.rego";
    private RunningIdentity identity = null!;
    private RunningControlPlane plane = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        plane = await RunningControlPlane.StartAsync(identity);
        await Eventually.True(() => plane.Services.GetRequiredService<PolicySource>().Ready, "the control plane decides");
    }

    public async ValueTask DisposeAsync()
    {
        await plane.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Fact]
    public async Task Hold_each_policy_with_the_lines_that_its_tests_evaluate_and_not_what_is_saved_since()
    {
        var saved = Path.Combine(plane.Policies, Note);
        var published = File.ReadAllText(saved);
        File.WriteAllText(saved, published + "\n# saved, and not published\n");

        var list = await AskAsync("/policies");
        var source = await AskAsync($"/policies/source?file={Note}");

        Assert.Equal(plane.Publisher.Current!.Digest, (string?)list["revisions"]![0]!["digest"]);
        Assert.InRange((double)list["coverage"]!, 80, 100);
        Assert.Contains(list["policies"]!.AsArray(), policy => (string?)policy!["file"] == Note && (int)policy["tests"]! > 0);
        Assert.DoesNotContain(list["policies"]!.AsArray(), policy => ((string)policy!["file"]!).EndsWith("_test.rego", StringComparison.Ordinal));
        Assert.Equal(published, (string?)source["text"]);
        Assert.Contains("test_", (string?)source["testText"], StringComparison.Ordinal);
        Assert.NotEmpty(source["covered"]!.AsArray());
    }

    [Theory]
    [InlineData("consultant:c", 403)]
    [InlineData("auditor:a", 403)]
    [InlineData("", 401)]
    public async Task Are_told_to_nobody_else(string who, int status)
    {
        foreach (var path in new[] { "/policies", $"/policies/source?file={Note}" })
        {
            using var client = await AskerAsync(who);
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("../key.pem")]
    [InlineData("platform/roles/data.json")]
    [InlineData("records/note/unknown.rego")]
    public async Task Are_all_that_can_be_read(string file)
    {
        using var client = await AskerAsync("operator:sam");
        using var answer = await client.GetAsync($"/policies/source?file={file}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<JsonObject> AskAsync(string path)
    {
        using var client = await AskerAsync("operator:sam");
        return (await client.GetFromJsonAsync<JsonObject>(path, TestContext.Current.CancellationToken))!;
    }

    private async Task<HttpClient> AskerAsync(string who)
    {
        var client = await plane.ClientAsync("gateway");
        if (who.Length > 0)
            client.DefaultRequestHeaders.Add("test-user", who);
        return client;
    }
}
