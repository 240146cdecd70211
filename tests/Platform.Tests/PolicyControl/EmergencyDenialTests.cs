using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.PolicyControl.Emergency;
using Platform.PolicyControl.Publishing;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.Testing;
using Platform.Tests.Identity;

namespace Platform.Tests.PolicyControl;

/// <summary>Closing in an emergency at the control plane: what it does to the bundle, who may, and what outlives what.</summary>
[Trait("requirement", "PO-07")]
public sealed class EmergencyDenialTests : IAsyncLifetime
{
    private const string Path = "/policies/denials";
    private const string Question = """
        {"subject":{"id":"user-auditor","roles":["auditor"],"organisation":"X26","acr":"aal2","authTime":"2026-01-05T08:55:00.000Z"},
         "actor":{"id":"spiffe://platform.local/ns/default/gateway"},"action":"platform.audit.read","resource":{"type":"patient","id":"1","labels":[],"facts":{}},"purpose":"HOPERAT",
         "context":{"time":"2026-01-05T09:00:00.000Z","traceId":"0af7651916cd43dd8448eb211c80319c","transport":"control","relationship":[],"breakGlass":null}}
        """;

    private RunningIdentity identity = null!;
    private RunningControlPlane plane = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        plane = await RunningControlPlane.StartAsync(identity);
        await DecidesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await plane.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Fact]
    public async Task An_action_is_closed_in_the_next_bundle_and_opened_in_the_one_after()
    {
        Assert.True(Permits(Served()));

        var closed = await SendAsync("operator:sam:aal3", HttpMethod.Post, Path, Closing("platform.audit.read"));
        var denial = Served();
        Assert.Equal((2L, "emergency"), (denial.Manifest.Sequence, plane.Publisher.Current!.Cause));
        Assert.False(Permits(denial));
        Assert.Contains("emergency_deny", Decision(denial));
        new BundleVerifier(BundleKeys.Parse(await File.ReadAllTextAsync(plane.KeysFile, TestContext.Current.CancellationToken)), "platform").Verify(denial);

        var lifted = await SendAsync("operator:sam:aal3", HttpMethod.Delete, $"{Path}/{(string)closed["id"]!}");
        Assert.True((bool)lifted["changed"]!);
        Assert.Equal((3L, "lifting"), (Served().Manifest.Sequence, plane.Publisher.Current!.Cause));
        Assert.True(Permits(Served()));
    }

    [Fact]
    public async Task Another_action_stays_open_and_everything_closes_all()
    {
        await SendAsync("operator:sam:aal3", HttpMethod.Post, Path, Closing("records.note.read"));
        Assert.True(Permits(Served()));
        await SendAsync("operator:sam:aal3", HttpMethod.Post, Path, Closing("*"));
        Assert.False(Permits(Served()));
    }

    [Fact]
    public async Task What_is_closed_already_makes_no_revision_and_what_is_not_cannot_be_lifted()
    {
        await SendAsync("operator:sam:aal3", HttpMethod.Post, Path, Closing("platform.audit.read"));
        Assert.False((bool)(await SendAsync("operator:sam:aal3", HttpMethod.Post, Path, Closing("platform.audit.read")))["changed"]!);
        Assert.False((bool)(await SendAsync("operator:sam:aal3", HttpMethod.Delete, $"{Path}/000000000000"))["changed"]!);
        Assert.Equal(2, Served().Manifest.Sequence);
    }

    [Theory]
    [InlineData("operator:sam", 401)]
    [InlineData("consultant:jan:aal3", 403)]
    [InlineData("policy-author:ann:aal3", 403)]
    [InlineData("auditor:ruth:aal3", 403)]
    [InlineData("", 401)]
    public async Task Nobody_else_closes_or_opens_anything(string who, int status)
    {
        using var closing = await AnswerAsync(who, HttpMethod.Post, Path, Closing("*"));
        using var lifting = await AnswerAsync(who, HttpMethod.Delete, $"{Path}/000000000000", null);
        Assert.Equal((status, status), ((int)closing.StatusCode, (int)lifting.StatusCode));
        Assert.Equal(1, Served().Manifest.Sequence);
    }

    [Theory]
    [InlineData("""{"action":"records.note.shred","workload":"*","reason":"r"}""")]
    [InlineData("""{"action":"*","workload":"spiffe://platform.local/ns/default/nobody","reason":"r"}""")]
    [InlineData("""{"action":"*","workload":"*","reason":" "}""")]
    [InlineData("""{"action":"*","workload":"*"}""")]
    [InlineData("""{"action":"*","workload":"*","reason":"r","until":"tomorrow"}""")]
    [InlineData("""{"action":null,"workload":"*","reason":"r"}""")]
    public async Task What_would_close_nothing_or_something_else_is_refused(string body)
    {
        using var answer = await AnswerAsync("operator:sam:aal3", HttpMethod.Post, Path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(1, Served().Manifest.Sequence);
    }

    [Fact]
    public async Task A_denial_outlives_a_restart_a_change_of_the_policies_and_their_renewal()
    {
        await SendAsync("operator:sam:aal3", HttpMethod.Post, Path, Closing("platform.audit.read"));
        await plane.RestartAsync();
        await DecidesAsync();
        Assert.False(Permits(Served()));

        plane.Edit("platform/represents/data.json", "\"RND\"", "\"RND\", \"RNE\"");
        Assert.True(await plane.Publisher.PublishAsync(TestContext.Current.CancellationToken));
        Assert.Equal("change", plane.Publisher.Current!.Cause);
        Assert.False(Permits(Served()));

        identity.Clock.Advance(TimeSpan.FromHours(13));
        await Eventually.True(() => plane.Publisher.Current!.Cause == "renewal", "it is signed again");
        Assert.False(Permits(Served()));
    }

    [Fact]
    public async Task A_renewal_signs_what_is_served_and_not_what_was_saved_since()
    {
        var content = plane.Publisher.Current!.Content;
        plane.Edit("platform/represents/data.json", "\"RND\"", "\"RND\", \"RNE\"");

        Assert.False(await plane.Publisher.RenewAsync(TestContext.Current.CancellationToken), "it is not half expired");
        identity.Clock.Advance(TimeSpan.FromHours(13));
        await Eventually.True(() => plane.Publisher.Current!.Cause == "renewal", "it is signed again");

        Assert.Equal(content, plane.Publisher.Current!.Content);
    }

    [Fact]
    public async Task A_denial_that_was_written_and_not_published_is_published_at_the_start_though_the_folder_is_broken()
    {
        plane.Edit("decision.rego", "package platform", "package platform\n\nbroken := undefined_thing\n");
        var denial = EmergencyDenial.IdOf("*", "*");
        await plane.StopAsync();
        File.WriteAllText(plane.State("revisions/emergency.json"), $$"""[{"Id":"{{denial}}","Action":"*","Workload":"*","Reason":"r","By":"sam","Since":"2026-01-05T09:00:00Z"}]""");
        await plane.StartAsync();

        await Eventually.True(() => plane.Publisher.Current?.Cause == "emergency", "what was closed is published");
        Assert.False(Permits(Served()));
    }

    [Fact]
    public void A_file_of_denials_that_cannot_be_read_is_an_error_and_not_an_empty_one()
    {
        using var folder = new TemporaryDirectory();

        var refused = Assert.Throws<InvalidDataException>(() => new EmergencyDenials(folder.Write("emergency.json", "[{")));

        Assert.Contains("emergency.json", refused.Message);
        Assert.Empty(new EmergencyDenials(folder["none.json"]).Active);
    }

    [Fact]
    public async Task A_folder_that_closes_something_itself_is_not_published()
    {
        plane.Edit("platform/emergency/data.json", "\"denials\": []", "\"denials\": [{\"id\":\"1\",\"action\":\"records.note.read\",\"workload\":\"*\"}]");
        var refused = await Assert.ThrowsAsync<PublicationRefusedException>(() => plane.Publisher.PublishAsync(TestContext.Current.CancellationToken));
        Assert.Contains("platform/emergency/data.json", refused.Message);
    }

    private static string Closing(string action) => new JsonObject { ["action"] = action, ["workload"] = "*", ["reason"] = "a drill" }.ToJsonString();

    private static bool Permits(Bundle bundle) => Decision(bundle).Contains("\"allow\":true", StringComparison.Ordinal);

    private static string Decision(Bundle bundle) => new RegoCompilation(TimeSpan.FromSeconds(10)).Compile(bundle)(Encoding.UTF8.GetBytes(Question)) ?? "undefined";

    private Bundle Served() => BundleArchive.Read(plane.Publisher.Archive(plane.Publisher.Current!.Digest)!);

    private Task DecidesAsync() => Eventually.True(
        () => plane.Publisher.Tested is not null && plane.Services.GetRequiredService<PolicySource>().Ready, "the control plane decides", TimeSpan.FromMinutes(2));

    private async Task<JsonNode> SendAsync(string who, HttpMethod method, string path, string? body = null)
    {
        using var answer = await AnswerAsync(who, method, path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    private async Task<HttpResponseMessage> AnswerAsync(string who, HttpMethod method, string path, string? body)
    {
        using var client = await plane.ClientAsync("gateway");
        using var request = new HttpRequestMessage(method, path);
        if (who.Length > 0)
            request.Headers.Add("test-user", who);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
