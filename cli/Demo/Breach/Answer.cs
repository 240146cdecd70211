using System.Net.Sockets;
using System.Security.Authentication;

namespace Platform.Cli.Demo.Breach;

/// <summary>What came back: a status with its body, a connection that was cut (TLS alert, reset), or a failure.</summary>
internal sealed record Answer(int? Status, string Body, bool CutOff, string? Failure)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The headers by lower-case name, those of the body among them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Sends a request and never throws for what the other side does.</summary>
    public static async Task<Answer> OfAsync(HttpMessageInvoker client, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await client.SendAsync(request, limit.Token);
            return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token), false, null)
            {
                Headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                    .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer(null, "", false, $"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (HttpRequestException broken) when (IsCutOff(broken))
        {
            return new Answer(null, "", true, broken.Message);
        }
        catch (HttpRequestException broken)
        {
            return new Answer(null, "", false, broken.Message);
        }
        finally
        {
            request.Dispose();
        }
    }

    // A server that wants a client certificate says so by an alert or by closing; with TLS 1.3 that comes after the client has already sent.
    private static bool IsCutOff(HttpRequestException broken)
    {
        if (broken.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.SecureConnectionError)
            return true;
        for (Exception? cause = broken; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException or SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted })
                return true;
        }
        return false;
    }

    public override string ToString() => Status is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : CutOff ? "connection cut" : Failure ?? "nothing";
}
