using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Platform.Dashboard.Spans;

namespace Platform.Tests.Dashboard;

/// <summary>Who may send spans, of what size, in whose name; and what of them is kept.</summary>
public sealed class TraceIntakes(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    [Fact]
    public async Task A_workload_sends_spans_in_its_own_name_and_in_its_sidecars()
    {
        using var records = await dashboard.IntakeAsync("records");

        Assert.Equal(HttpStatusCode.OK, await SendAsync(records, Otlp("records", 101, "GET /patients/{id}")));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(records, Otlp("records-dapr", 101, "invoke")));
        Assert.Equal(["records", "records-dapr"], dashboard.Spans.Trace(101).Select(span => span.Service).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_span_in_the_name_of_another_process_is_refused()
    {
        using var records = await dashboard.IntakeAsync("records");

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(records, Otlp("gateway", 102, "forged")));
        Assert.Empty(dashboard.Spans.Trace(102));
    }

    [Fact]
    public async Task A_stranger_has_no_connection()
    {
        using var nobody = await dashboard.IntakeAsync(null);

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(nobody, Otlp("records", 103, "stranger")));
        Assert.Empty(dashboard.Spans.Trace(103));
    }

    [Fact]
    public async Task A_workload_that_is_on_no_list_is_refused()
    {
        using var cli = await dashboard.IntakeAsync("cli");

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(cli, Otlp("cli", 104, "unlisted")));
    }

    [Theory]
    [InlineData("garbage", "application/x-protobuf", 400)]
    [InlineData("{}", "application/json", 415)]
    public async Task What_is_no_otlp_is_refused(string body, string contentType, int status)
    {
        using var records = await dashboard.IntakeAsync("records");

        Assert.Equal(status, (int)await SendAsync(records, Encoding.UTF8.GetBytes(body), contentType));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var records = await dashboard.IntakeAsync("records");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(records, new byte[(4 << 20) + 1]));
    }

    [Fact]
    public async Task Nothing_of_a_patient_is_kept_whatever_a_library_puts_into_a_span()
    {
        using var records = await dashboard.IntakeAsync("records");

        await SendAsync(records, Otlp("records", 105, "GET /x", ("patient.name", "Testa"), ("http.route", "/patients/9990000018"), ("http.request.method", "GET")));

        Assert.Equal(["http.request.method=GET", "http.route=(withheld)"],
            dashboard.Spans.Trace(105).Single().Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_oldest_spans_go_when_the_store_is_full_and_are_counted()
    {
        var store = new SpanStore(new SpanLimits(SpansMax: 10));
        store.Add(Enumerable.Range(1, 25).Select(id => new Span((UInt128)id, 1, 0, "records", "x", 1, 1, 2, false, [])));

        Assert.Equal((10, 10, 15L), (store.Counts.Spans, store.Counts.Traces, store.Counts.Dropped));
        Assert.Empty(store.Trace(15));
        Assert.NotEmpty(store.Trace(16));
    }

    [Fact]
    public void The_store_keeps_within_its_bytes()
    {
        var store = new SpanStore(new SpanLimits(BytesMax: 10_000));
        store.Add(Enumerable.Range(1, 100).Select(id => new Span(1, (ulong)id, 0, "records", new string('n', 200), 1, 1, 2, false, [])));

        Assert.InRange(store.Counts.Bytes, 1, 10_000);
        Assert.Equal(100, store.Counts.Spans + store.Counts.Dropped);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, byte[] body, string contentType = "application/x-protobuf")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/traces") { Content = content };
        // A server that refuses a body need not read it; without this the answer is lost when it closes the connection first.
        request.Headers.ExpectContinue = true;
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>An export of one span.</summary>
    private static byte[] Otlp(string service, byte trace, string name, params (string Key, string Value)[] attributes)
    {
        var resource = Field(1, Attribute("service.name", service));
        var id = new byte[16];
        id[15] = trace;
        byte[] span = [.. Field(1, id), .. Field(2, [0, 0, 0, 0, 0, 0, 0, 7]), .. Field(5, Encoding.UTF8.GetBytes(name)), .. attributes.SelectMany(pair => Field(9, Attribute(pair.Key, pair.Value)))];
        return Field(1, [.. Field(1, resource), .. Field(2, Field(2, span))]);
    }

    private static byte[] Attribute(string key, string value) => [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, Field(1, Encoding.UTF8.GetBytes(value)))];

    private static byte[] Field(int number, byte[] bytes)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
        output.Flush();
        return stream.ToArray();
    }
}
