using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.ServiceDefaults;
using Platform.Testing;
using Platform.Tests.Identity;

namespace Platform.Tests.ServiceDefaults;

[Trait("requirement", "OP-04")]
[Trait("requirement", "PE-07")]
public sealed class AnswersOfDefaults : IAsyncLifetime
{
    private RunningIdentity identity = null!;
    private RunningService service = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        service = await RunningService.StartAsync(identity, settings: new() { ["Telemetry:File"] = Path.Combine(identity.State, "spans.jsonl") });
        client = service.Client(ListenerClass.App, RunningService.AppToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Fact]
    public async Task A_failure_tells_nothing_but_the_trace()
    {
        var answer = await client.GetAsync("/fail");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain("   at ", text);
        Assert.Equal(32, ((string?)JsonNode.Parse(text)!["traceId"])!.Length);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("""{"name":"a"}""", HttpStatusCode.OK)]
    [InlineData("""{"name":"a","state":"open"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"a","name":"b"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"Name":"a"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"a","$type":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":""", HttpStatusCode.BadRequest)]
    public async Task A_body_is_read_strictly(string body, HttpStatusCode status)
    {
        var answer = await client.PostAsync("/body", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK)
        {
            Assert.Equal("/problems/invalid", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]);
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var answer = await client.PostAsync("/body", new StringContent($$"""{"name":"{{new string('x', 2 << 20)}}"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Spans_go_to_the_file_without_paths_ids_or_baggage()
    {
        // Activity sources belong to the process: the file holds spans of the other tests too, and only this trace is ours.
        using var own = new Activity("test").Start();
        var request = new HttpRequestMessage(HttpMethod.Get, "/notes/9990000018");
        request.Headers.TryAddWithoutValidation("baggage", "nhs=9990000018");
        await client.SendAsync(request);
        using var probe = service.Client(ListenerClass.Management, null);
        await probe.GetAsync("/alive");
        await Eventually.True(() => SpansOf(own).Count(span => (string?)span["name"] is "GET /notes/{id}" or "GET") >= 3, "the server's span and both of the client are in the file");
        var text = string.Join('\n', SpansOf(own).Select(span => span.ToJsonString()));
        Assert.DoesNotContain("9990000018", text);
        Assert.DoesNotContain("/alive", text);
        Assert.Contains("\"http.route\"", text);
    }

    [Fact]
    public async Task A_span_of_a_request_that_breaks_in_the_middle_of_its_answer_holds_no_path()
    {
        using var own = new Activity("test").Start();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("/breaks/9990000018"));
        await Eventually.True(() => SpansOf(own).Any(span => (string?)span["name"] == "GET /breaks/{id}"), "the span is in the file");
        Assert.DoesNotContain("9990000018", string.Join('\n', SpansOf(own).Select(span => span.ToJsonString())));
    }

    private List<JsonNode> SpansOf(Activity trace)
    {
        var file = Path.Combine(identity.State, "spans.jsonl");
        if (!File.Exists(file))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(line => JsonNode.Parse(line)!["resourceSpans"]![0]!["scopeSpans"]!.AsArray())
                .SelectMany(scope => scope!["spans"]!.AsArray())
                .Where(span => (string?)span!["traceId"] == trace.TraceId.ToHexString())
                .Select(span => span!),
        ];
    }

    [Fact]
    public async Task The_inventory_is_written_when_the_process_is_ready_and_not_before()
    {
        Assert.False(File.Exists(Path.Combine(service.State, "inventory.json")));
        service.Services.Activate(identity.Clock);
        identity.Clock.Advance(TimeSpan.FromMilliseconds(200));
        var path = Path.Combine(service.State, "inventory.json");
        await Eventually.True(
            () =>
            {
                identity.Clock.Advance(TimeSpan.FromMilliseconds(200));
                return File.Exists(path) && File.ReadAllText(path).EndsWith('}');
            },
            "the inventory is there");
        var inventory = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        Assert.Equal("records", (string?)inventory["appId"]);
        var routes = inventory["routes"]!.AsArray().Select(route => $"{route!["method"]} {route["pattern"]} {route["listener"]} {route["label"]} {route["action"]}").ToArray();
        Assert.Contains("GET /notes/{id} app policy records.note.read", routes);
        Assert.Contains("GET /notes/{id} control policy records.note.read", routes);
        Assert.Contains("GET /health management public ", routes);
        Assert.Contains("GET /bundles/x control bootstrap ", routes);
        Assert.Equal(
            ["app", "control", "management", "sidecarApi"],
            inventory["listeners"]!.AsArray().Select(listener => (string)listener!["class"]!).Order(StringComparer.Ordinal));
    }
}
