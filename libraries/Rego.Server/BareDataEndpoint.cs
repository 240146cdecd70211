using Microsoft.AspNetCore.Http;

namespace Platform.Rego.Server;

/// <summary><c>POST /v0/data/{path}</c> and <c>POST /</c>: the body is the input, the answer the bare document; 404 when it is undefined.</summary>
internal static class BareDataEndpoint
{
    public static Task PostAsync(HttpContext http, PolicyStore store) => AnswerAsync(http, store, OpaServer.Path(http));

    public static Task DefaultDecisionAsync(HttpContext http, PolicyStore store) => AnswerAsync(http, store, http.GetOpaOptions().DefaultDecision);

    private static async Task AnswerAsync(HttpContext http, PolicyStore store, DataPath path)
    {
        var input = await RequestBody.JsonAsync(http.Request);
        var parameters = RequestParameters.Of(http.Request);
        var done = Evaluation.Of(store.Current, path, input, http.GetOpaOptions().Evaluation(parameters.StrictBuiltinErrors), http.RequestAborted);
        if (done.Value.IsUndefined)
            throw new OpaException(404, "undefined_document", $"document missing or undefined: {path}");
        await OpaAnswer.ValueAsync(http, parameters.Pretty, done.Value);
    }
}
