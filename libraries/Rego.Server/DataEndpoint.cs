using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary><c>GET</c> and <c>POST /v1/data/{path}</c>: a document, <c>{"result": …}</c>; <c>{}</c> when it is undefined.</summary>
internal static class DataEndpoint
{
    public static async Task GetAsync(HttpContext http, PolicyStore store)
    {
        var input = Val.Undefined;
        if (http.Request.Query["input"] is [{ Length: > 0 } text])
        {
            try
            {
                input = Val.Parse(text);
            }
            catch (JsonFormatException broken)
            {
                throw OpaException.BadRequest($"parameter contains malformed input document: {broken.Message}");
            }
        }

        await AnswerAsync(http, store, input, warning: false);
    }

    public static async Task PostAsync(HttpContext http, PolicyStore store)
    {
        var body = await RequestBody.JsonAsync(http.Request);
        if (body.IsDefined && body.Kind != ValKind.Object)
            throw OpaException.BadRequest("body contains malformed input document: it must be an object with the member input");
        await AnswerAsync(http, store, body["input"], warning: body["input"].IsUndefined);
    }

    private static async Task AnswerAsync(HttpContext http, PolicyStore store, Val input, bool warning)
    {
        var start = Stopwatch.GetTimestamp();
        var options = http.GetOpaOptions();
        var parameters = RequestParameters.Of(http.Request);
        var done = Evaluation.Of(store.Current, OpaServer.Path(http), input, options.Evaluation(parameters.StrictBuiltinErrors), http.RequestAborted);
        await OpaAnswer.ObjectAsync(http, 200, parameters.Pretty, json =>
        {
            if (parameters.Provenance)
                Provenance(json, store);
            if (parameters.Metrics)
                Metrics(json, done, start);
            if (done.Value.IsDefined)
                OpaAnswer.Member(json, "result", done.Value);
            if (warning)
                Warning(json);
        });
    }

    private static void Provenance(Utf8JsonWriter json, PolicyStore store)
    {
        json.WriteStartObject("provenance");
        json.WriteString("version", OpaServer.Version);
        if (store.Owner is not null)
        {
            json.WriteStartObject("bundles");
            json.WriteStartObject(store.Owner);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Metrics(Utf8JsonWriter json, Evaluation done, long start)
    {
        json.WriteStartObject("metrics");
        json.WriteNumber("counter_server_query_cache_hit", done.PlanWasCached ? 1 : 0);
        json.WriteNumber("timer_rego_query_eval_ns", done.Nanoseconds);
        json.WriteNumber("timer_server_handler_ns", (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        json.WriteEndObject();
    }

    private static void Warning(Utf8JsonWriter json)
    {
        json.WriteStartObject("warning");
        json.WriteString("code", "api_usage_warning");
        json.WriteString("message", "'input' key missing from the request");
        json.WriteEndObject();
    }
}
