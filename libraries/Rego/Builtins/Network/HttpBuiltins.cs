using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>http.send.</summary>
internal static class HttpBuiltins
{
    [Builtin("http.send")]
    internal static Val Send(BuiltinContext context, RObj request)
    {
        HttpRequestKeys.Check(request);
        bool raises = HttpSendRequest.RaisesErrors(request);

        // The same request is sent once per evaluation, whether it succeeds or not.
        object outcome = context.Once("http.send", HttpCaching.KeyOf(request), () => Outcome(context, request));
        return outcome switch
        {
            Val response => response,
            (string, string message) when raises => throw new BuiltinException(message),
            (string code, string message) => Val.ObjectOf(("status_code", 0), ("error", Val.ObjectOf(("code", code), ("message", message)))),
            _ => throw new InvalidOperationException("neither a response nor an error"),
        };
    }

    private static object Outcome(BuiltinContext context, RObj request)
    {
        try
        {
            using var exchange = new HttpExchange(context, HttpSendRequest.Read(request));
            return HttpCaching.Read(request) is { } caching && EgressOptions.Of(context).Cache is { } cache
                ? caching.Respond(cache, context.Clock, exchange.Send)
                : exchange.Send([]);
        }
        catch (HttpRequestException e)
        {
            return ("eval_http_send_network_error", e.Message);
        }
        catch (BuiltinException e)
        {
            return ("eval_http_send_internal_error", e.Message);
        }
    }
}
