using System.Net;
using Platform.Rego.Builtins;
using Platform.Rego.Builtins.Network;
using Platform.Rego.Values;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Network;

public sealed class HttpSendTests
{
    private readonly List<HttpRequestMessage> _sent = [];

    [Fact]
    public void Without_an_allow_list_every_request_is_refused()
    {
        var request = Json("""{"method":"get","url":"http://example.com/"}""");
        Assert.Contains("example.com is not on the egress allow-list", Error("http.send", request));
        var answer = Call("http.send", Json("""{"method":"get","url":"http://example.com/","raise_error":false}"""));
        Assert.Equal("eval_http_send_internal_error", answer["error"]["code"].AsString());
        Assert.Equal(0, answer["status_code"]);
    }

    [Fact]
    public void A_response_shows_status_headers_and_decoded_body()
    {
        var context = Context(_ => Answer(HttpStatusCode.Created, """{"a":[1]}""", "application/json"));
        var answer = Call(context, "http.send", Json("""{"method":"post","url":"http://allowed/x","body":{"q":1},"headers":{"X-Test":"v"}}"""));
        Assert.Equal("201 Created", answer["status"].AsString());
        Assert.Equal(201, answer["status_code"]);
        Assert.Equal(Json("""{"a":[1]}"""), answer["body"]);
        Assert.Equal("""{"a":[1]}""", answer["raw_body"].AsString());
        Assert.Equal(Json("""["application/json; charset=utf-8"]"""), answer["headers"]["content-type"]);
        Assert.Equal("POST", _sent[0].Method.Method);
        Assert.Equal("v", _sent[0].Headers.GetValues("X-Test").Single());
    }

    [Theory]
    [InlineData("text/plain", "{}", "null")]
    [InlineData("application/json", "{", "null")]
    [InlineData("application/yaml", "a: [1]", """{"a":[1]}""")]
    public void Bodies_are_decoded_by_their_type(string type, string body, string decoded) =>
        Assert.Equal(Json(decoded), Call(Context(_ => Answer(HttpStatusCode.OK, body, type)), "http.send", Json("""{"method":"get","url":"http://allowed"}"""))["body"]);

    [Fact]
    public void The_same_request_is_sent_once_per_evaluation()
    {
        var context = Context(_ => Answer(HttpStatusCode.OK, "x", "text/plain"));
        var request = Json("""{"method":"get","url":"http://allowed"}""");
        Assert.Equal(Call(context, "http.send", request), Call(context, "http.send", request));
        Assert.Single(_sent);
    }

    [Fact]
    public void Redirects_are_followed_on_request_and_only_to_allowed_hosts()
    {
        var context = Context(message => message.RequestUri!.AbsolutePath switch
        {
            "/away" => Redirect("http://elsewhere/"),
            "/loop" => Redirect("/loop"),
            "/start" => Redirect("/end"),
            _ => Answer(HttpStatusCode.OK, "end", "text/plain"),
        });
        Assert.Equal(302, Call(context, "http.send", Json("""{"method":"get","url":"http://allowed/start"}"""))["status_code"]);
        Assert.Equal("end", Call(context, "http.send", Json("""{"method":"get","url":"http://allowed/start","enable_redirect":true}"""))["raw_body"].AsString());
        Assert.Contains("egress", ErrorIn(context, "http.send", Json("""{"method":"get","url":"http://allowed/away","enable_redirect":true}""")));
        Assert.Contains("stopped after 10", ErrorIn(context, "http.send", Json("""{"method":"get","url":"http://allowed/loop","enable_redirect":true}""")));
    }

    [Fact]
    public void A_failing_network_is_an_error_or_a_value_and_may_be_tried_again()
    {
        var calls = 0;
        var context = Context(_ => ++calls < 3 ? throw new HttpRequestException("down") : Answer(HttpStatusCode.OK, "up", "text/plain"));
        Assert.Contains("down", ErrorIn(context, "http.send", Json("""{"method":"get","url":"http://allowed/1"}""")));
        var failed = Call(context, "http.send", Json("""{"method":"get","url":"http://allowed/2","raise_error":false}"""));
        Assert.Equal("eval_http_send_network_error", failed["error"]["code"].AsString());
        calls = 1;
        Assert.Equal("up", Call(context, "http.send", Json("""{"method":"get","url":"http://allowed/3","max_retry_attempts":1,"timeout":"10ms"}"""))["raw_body"].AsString());
    }

    [Theory]
    [InlineData("""{"method":"get"}""", """missing required request parameters(s): {"url"}""")]
    [InlineData("""{"method":"get","url":"http://allowed","bad":1}""", """invalid request parameters(s): {"bad"}""")]
    [InlineData("""{"method":1,"url":"http://allowed"}""", "\"method\" must be a string")]
    [InlineData("""{"method":"get","url":"unix:///run/x"}""", "only http and https")]
    [InlineData("""{"method":"g t","url":"http://allowed"}""", "invalid method")]
    [InlineData("""{"method":"get","url":"http://allowed","headers":{"a":1}}""", "invalid type for headers")]
    [InlineData("""{"method":"get","url":"http://allowed","headers":{"a":"b\r\nc: d"}}""", "invalid header")]
    [InlineData("""{"method":"get","url":"http://allowed","tls_insecure_skip_verify":true}""", "not allowed")]
    [InlineData("""{"method":"get","url":"http://allowed","tls_client_key_file":"/etc/key"}""", "not supported")]
    [InlineData("""{"method":"get","url":"http://allowed","timeout":"soon"}""", "invalid duration")]
    public void Wrong_parameters_are_named(string request, string problem)
    {
        Assert.Contains(problem, ErrorIn(Context(_ => Answer(HttpStatusCode.OK, "", "text/plain")), "http.send", Json(request)));
        Assert.Empty(_sent);
    }

    private BuiltinContext Context(Func<HttpRequestMessage, HttpResponseMessage> answer) => new()
    {
        Services = new Dictionary<Type, object>
        {
            [typeof(EgressOptions)] = new EgressOptions { AllowedHosts = ["allowed"], Handler = () => new FakeHandler(_sent, answer) },
        },
    };

    private static HttpResponseMessage Answer(HttpStatusCode code, string body, string type) => new(code) { Content = new StringContent(body, null, type) };

    private static HttpResponseMessage Redirect(string to) => new(HttpStatusCode.Redirect) { Headers = { Location = new Uri(to, UriKind.RelativeOrAbsolute) } };

    private sealed class FakeHandler(List<HttpRequestMessage> sent, Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add(request);
            return Task.FromResult(answer(request));
        }
    }
}
