using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;
using Platform.Rego.Values;
using Platform.Spool;
using Platform.Testing;
using Platform.Tests.Identity;

namespace Platform.Tests.PolicyControl;

/// <summary>A decision's way from the process that decides to the operator who asks why.</summary>
[Trait("requirement", "PD-08")]
[Trait("requirement", "DM-06")]
public sealed class DecisionLogs : IAsyncLifetime
{
    private const string Nurse = "user-of-a-certain-name";
    private const string Patient = "3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11";

    private readonly TemporaryDirectory folder = new();
    private RunningIdentity identity = null!;
    private RunningControlPlane plane = null!;
    private DecisionLog log = null!;
    private DecisionPoint point = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        plane = await RunningControlPlane.StartAsync(identity);
        log = Open("log");
        var source = new PolicySource(identity.Clock);
        new PublishedBundles(
            new BundleAgentOptions { Endpoint = plane.Url, VerificationKeysFile = plane.KeysFile, StateDirectory = folder["bundles"] }, source, identity.Clock)
            .Accept(plane.Publisher.Archive(plane.Publisher.Current!.Digest)!);
        point = new DecisionPoint(source, identity.Clock, log);
    }

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        await plane.DisposeAsync();
        await identity.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Names_nobody_and_keeps_which_ids_were_the_same()
    {
        Decide(new PolicySubject(Patient, ["patient"], "self", "aal2", identity.Clock.GetUtcNow()), Patient);
        var logged = (await EventsAsync(1))[0];
        var text = JsonSerializer.Serialize(logged, DecisionEventJson.Default.DecisionEvent);

        Assert.DoesNotContain(Patient, text, StringComparison.Ordinal);
        var input = logged.Input!.Value;
        var pseudonym = input.GetProperty("subject").GetProperty("id").GetString()!;
        Assert.StartsWith("~", pseudonym, StringComparison.Ordinal);
        Assert.Equal(pseudonym, input.GetProperty("resource").GetProperty("id").GetString());
        Assert.Equal(pseudonym, logged.Result!.Value.GetProperty("obligations").GetProperty("filter").GetProperty("value").GetString());
        Assert.Equal(["/input/resource/id", "/input/subject/id", "/result/obligations/filter/value"], logged.Masked.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.Contains("bundles", StringComparison.Ordinal) && Path.GetFileName(file) != "lock"),
            file => Text(file).Contains(Patient, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mask_that_is_missing_or_fails_keeps_nothing()
    {
        var logged = Val.Parse($$$"""{"input":{"subject":{"id":"{{{Patient}}}"}},"result":{"allow":true}}""");
        var masked = LogMask.Everything.Apply(logged, "key");
        Assert.Null(masked.Member("input"));
        Assert.Null(masked.Member("result"));
        Assert.Equal(["/input", "/result"], masked.Erased);
    }

    [Fact]
    public async Task What_finds_no_room_is_counted_and_the_next_event_says_so()
    {
        await using var small = Open("small", bytesMax: 3_000);
        var own = new DecisionPoint(Source(), identity.Clock, small);
        for (var i = 0; i < 20; i++)
            Decide(Someone(), Patient, own);
        await Eventually.True(() => small.Spool.Lost > 0, "the spool is full");
        var said = 0L;
        await Eventually.True(
            () =>
            {
                foreach (var record in small.Spool.Read(10))
                {
                    said += record.Lost + record.Value.Lost;
                    small.Spool.Acknowledge(record.Sequence);
                }

                Decide(Someone(), Patient, own);
                return said > 0;
            },
            "an event says what was lost before it");
    }

    [Fact]
    public async Task A_batch_is_taken_from_the_workload_that_decided_and_from_nobody_else()
    {
        Decide(Someone(), Patient);
        var events = await EventsAsync(1);
        using var gateway = await plane.ClientAsync("gateway");
        using var cli = await plane.ClientAsync("cli");
        using var records = await plane.ClientAsync("records");

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(gateway, events));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(cli, events));
        Assert.Empty(await ListAsync("?service=records"));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(records, events));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(records, events));
        Assert.Single(await ListAsync("?service=records"));
    }

    [Fact]
    public async Task A_batch_that_is_malformed_or_unfolds_without_end_is_refused_whole()
    {
        using var records = await plane.ClientAsync("records");
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Encoding.UTF8.GetBytes("[{]"), gzip: false));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Encoding.UTF8.GetBytes("[null]"), gzip: false));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Gzip(new byte[64 << 20])));
    }

    [Fact]
    public async Task An_operator_finds_a_denial_and_learns_which_expression_denied_and_what_was_masked()
    {
        Decide(Someone(), Patient);
        using (var records = await plane.ClientAsync("records"))
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(records, await EventsAsync(1)));

        var found = Assert.Single(await ListAsync("?service=records&outcome=deny&action=records.note.read"));
        Assert.Empty(await ListAsync("?service=records&outcome=permit"));
        using var operators = await AskerAsync("operator:sam");
        var why = (await operators.GetFromJsonAsync<JsonObject>($"/decisions/{found["decisionId"]}/why", TestContext.Current.CancellationToken))!;

        Assert.Contains("Read a note", why["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var failing = why["answer"]!["candidates"]![0]!["failing"]![0]!;
        Assert.Equal("some relationship in input.context.relationship", failing["text"]!.GetValue<string>());
        Assert.NotEmpty(why["answer"]!["flips"]!.AsArray());
        Assert.Contains("/input/subject/id", why["note"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("another one", why["note"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(Nurse, why.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("consultant:c")]
    [InlineData("auditor:a")]
    [InlineData("patient:p")]
    [InlineData("")]
    public async Task Nobody_else_reads_the_log(string who)
    {
        using var client = await AskerAsync(who);
        foreach (var path in new[] { "/decisions", "/decisions/00000000000000000000000000000000", "/decisions/00000000000000000000000000000000/why" })
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(who.Length == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_filter_that_is_none_is_refused()
    {
        using var operators = await AskerAsync("operator:sam");
        foreach (var query in new[] { "?outcome=maybe", "?limit=0", "?limit=51", "?since=yesterday" })
        {
            using var answer = await operators.GetAsync($"/decisions{query}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    private static PolicySubject Someone() => new(Nurse, ["consultant"], "RXX01", "aal2", DateTimeOffset.UnixEpoch.AddYears(56));

    private void Decide(PolicySubject subject, string resource, DecisionPoint? by = null)
    {
        var patient = subject.Roles is ["patient"];
        var facts = new ResourceFacts(patient ? "patient" : "note", resource, [], default, [], null);
        Assert.NotNull((by ?? point).Decide(
            new PolicyCaller(subject, RunningIdentity.IdOf("gateway").ToString(), "jti", "sidecar"), patient ? "records.patient.read" : "records.note.read", facts));
    }

    private PolicySource Source()
    {
        var source = new PolicySource(identity.Clock);
        new PublishedBundles(
            new BundleAgentOptions { Endpoint = plane.Url, VerificationKeysFile = plane.KeysFile, StateDirectory = folder["more"] }, source, identity.Clock)
            .Accept(plane.Publisher.Archive(plane.Publisher.Current!.Digest)!);
        return source;
    }

    private DecisionLog Open(string name, long bytesMax = 1 << 20) => DecisionLog.Open(
        new SpoolOptions { Directory = folder[name], BytesMax = bytesMax, SegmentBytes = 1_000 },
        new Dictionary<string, string> { ["app"] = "records", ["id"] = RunningIdentity.IdOf("records").ToString() });

    private async Task<DecisionEvent[]> EventsAsync(int count)
    {
        await Eventually.True(() => log.Spool.LastSequence >= count, "the decisions are in the spool");
        return [.. log.Spool.Read(100).Select(record => record.Value)];
    }

    private async Task<HttpClient> AskerAsync(string who)
    {
        await Eventually.True(() => plane.Services.GetRequiredService<PolicySource>().Ready, "the control plane decides");
        var client = await plane.ClientAsync("gateway");
        if (who.Length > 0)
            client.DefaultRequestHeaders.Add("test-user", who);
        return client;
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string query)
    {
        using var operators = await AskerAsync("operator:sam");
        var page = (await operators.GetFromJsonAsync<JsonObject>($"/decisions{query}", TestContext.Current.CancellationToken))!;
        return [.. page["items"]!.AsArray().Select(item => item!)];
    }

    private static Task<HttpStatusCode> SendAsync(HttpClient client, DecisionEvent[] events) =>
        SendAsync(client, Gzip(JsonSerializer.SerializeToUtf8Bytes(events, DecisionEventJson.Default.DecisionEventArray)));

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, byte[] body, bool gzip = true)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (gzip)
            content.Headers.ContentEncoding.Add("gzip");
        using var answer = await client.PostAsync("/logs", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static byte[] Gzip(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(content);
        return buffer.ToArray();
    }

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
