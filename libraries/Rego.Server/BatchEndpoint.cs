using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>
/// <c>POST /v1/batch/data/{path}</c> of Enterprise OPA, which the official clients use: <c>{"inputs":{k:…}}</c> is answered by <c>{"responses":{k:{"result":…}}}</c>,
/// with 207 when some failed and with 500 when all did. One snapshot answers the whole batch.
/// </summary>
internal static class BatchEndpoint
{
    public static async Task PostAsync(HttpContext http, PolicyStore store)
    {
        var body = await RequestBody.JsonAsync(http.Request);
        if (body["inputs"].Kind != ValKind.Object)
            throw OpaException.BadRequest("body must have the member inputs, an object");
        var (parameters, path, snapshot) = (RequestParameters.Of(http.Request), OpaServer.Path(http), store.Current);
        var options = http.GetOpaOptions().Evaluation(parameters.StrictBuiltinErrors);
        var answers = new List<(string Key, Val Value, OpaException? Refusal)>();
        foreach (var key in body["inputs"].Keys.ToArray())
        {
            try
            {
                answers.Add((key.AsString(), Evaluation.Of(snapshot, path, body["inputs"].Get(key), options, http.RequestAborted).Value, null));
            }
            catch (OpaException refused)
            {
                answers.Add((key.AsString(), Val.Undefined, refused));
            }
        }

        var failed = answers.Count(answer => answer.Refusal is not null);
        var status = failed == 0 ? 200 : failed < answers.Count ? 207 : 500;
        await OpaAnswer.ObjectAsync(http, status, parameters.Pretty, json =>
        {
            json.WriteStartObject("responses");
            foreach (var (key, value, refusal) in answers)
            {
                json.WriteStartObject(key);
                Answer(json, value, refusal, mixed: status == 207);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }

    private static void Answer(Utf8JsonWriter json, Val value, OpaException? refusal, bool mixed)
    {
        if (refusal is not null)
            OpaAnswer.Refusal(json, refusal);
        else if (value.IsDefined)
            OpaAnswer.Member(json, "result", value);
        if (mixed)
            json.WriteString("http_status_code", refusal is null ? "200" : "500");
    }
}
