using Microsoft.AspNetCore.Http.Features;

namespace Platform.Sidecar.Invocation;

/// <summary>Passes one request on and its answer back: method, path, query, headers that travel, and both bodies as streams with a limit.</summary>
internal sealed class Forwarder(TimeProvider clock)
{
    /// <summary>The largest body in either direction.</summary>
    /// <value>4 MiB, as daprd.</value>
    public const long BodyBytesMax = 4L << 20;

    private static readonly TimeSpan s_answerWithin = TimeSpan.FromSeconds(30);

    /// <summary>Forwards.</summary>
    /// <param name="context">The request; its answer must not have started.</param>
    /// <param name="client">The way to the next hop.</param>
    /// <param name="target">The address at the next hop, without query.</param>
    /// <param name="prepare">Adds what the next hop needs beside what travels.</param>
    /// <exception cref="HttpRequestException">The next hop does not answer.</exception>
    /// <exception cref="TimeoutException">It does not answer in time.</exception>
    /// <exception cref="BadHttpRequestException">The body is larger than allowed.</exception>
    public async Task ForwardAsync(HttpContext context, HttpClient client, string target, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target + context.Request.QueryString.Value);
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        context.Request.Headers.CopyTo(request);
        prepare?.Invoke(request);
        using var limit = new CancellationTokenSource(s_answerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            context.Response.StatusCode = (int)answer.StatusCode;
            answer.CopyTo(context.Response);
            var copied = await CopyBodyAsync(answer, context, either.Token);
            if (copied == 0 && context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null })
            {
                // Says that the empty answer is the app's own and not one that still wants a body.
                context.Response.ContentLength = 0;
            }
        }
        catch (HttpRequestException e) when (e.InnerException is BadHttpRequestException tooLarge)
        {
            throw tooLarge;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {s_answerWithin.TotalSeconds} s", e);
        }
    }

    private static async Task<long> CopyBodyAsync(HttpResponseMessage answer, HttpContext context, CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[16 * 1024];
        long copied = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            copied += read;
            if (copied > BodyBytesMax)
            {
                // Headers may be gone already: a torn connection is the one way left to say that the answer is not whole.
                context.Abort();
                return copied;
            }

            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return copied;
    }
}
