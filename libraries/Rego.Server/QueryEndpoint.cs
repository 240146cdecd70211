using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary><c>GET</c> and <c>POST /v1/query</c>: an ad hoc query; one object of bindings per solution.</summary>
internal static class QueryEndpoint
{
    public static Task GetAsync(HttpContext http, PolicyStore store) => AnswerAsync(http, store, http.Request.Query["q"].ToString(), Val.Undefined);

    public static async Task PostAsync(HttpContext http, PolicyStore store)
    {
        var body = await RequestBody.JsonAsync(http.Request);
        await AnswerAsync(http, store, body["query"].Kind == ValKind.String ? body["query"].AsString() : "", body["input"]);
    }

    private static async Task AnswerAsync(HttpContext http, PolicyStore store, string query, Val input)
    {
        if (query.Length == 0)
            throw OpaException.BadRequest("missing required 'query' value");
        var parameters = RequestParameters.Of(http.Request);
        IReadOnlyList<Val> results;
        try
        {
            results = store.Current.Policy.PrepareQuery(query)
                .EvaluateAll(input, http.GetOpaOptions().Evaluation(parameters.StrictBuiltinErrors), http.RequestAborted);
        }
        catch (RegoCompileException wrong)
        {
            throw OpaException.Uncompilable("query", wrong);
        }
        catch (RegoEvaluationException failed)
        {
            http.RequestAborted.ThrowIfCancellationRequested();
            throw OpaException.Unevaluated(failed);
        }

        await OpaAnswer.ObjectAsync(http, 200, parameters.Pretty, json =>
        {
            if (results.Count > 0)
                OpaAnswer.Member(json, "result", Val.ArrayOf([.. results]));
        });
    }
}
