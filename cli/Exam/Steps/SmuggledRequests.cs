using System.Text;
using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>A second request hidden in a first one, for every way in which two hops may disagree about where that ends; at the edge and at the mesh.</summary>
internal static class SmuggledRequests
{
    private const string Hidden = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static readonly (string What, string Line, string Following)[] Framings =
    [
        ("both lengths", "POST /patients/search", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ("both lengths, chunks first", "POST /patients/search", "Transfer-Encoding: chunked\r\nContent-Length: 64\r\n\r\n0\r\n\r\n"),
        ("two lengths", "POST /patients/search", "Content-Length: 0\r\nContent-Length: 44\r\n\r\n"),
        ("two lengths in one", "POST /patients/search", "Content-Length: 0, 44\r\n\r\n"),
        ("a coding that is none", "POST /patients/search", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        ("a coding twice", "POST /patients/search", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
        ("a space before the colon", "POST /patients/search", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
        ("a chunk extension that ends in a bare line feed", "POST /patients/search", "Transfer-Encoding: chunked\r\n\r\n1;a\nxx\r\n0\r\n\r\n"),
        ("a folded header", "GET /health", "X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n"),
        ("a carriage return alone", "GET /health", "X-A: b\rTransfer-Encoding: chunked\r\n\r\n"),
        ("a nominated header", "GET /health", "Connection: dapr-api-token\r\n\r\n"),
        ("authorization nominated", "GET /health", "Connection: authorization, host\r\n\r\n"),
        ("no host", "GET /health", "\0"),
        ("two hosts", "GET /health", "Host: records\r\n\r\n"),
    ];

    public static ExamStep Step { get; } = new(
        "E41", "two lengths, odd codings, folded headers, bare line feeds, nominated headers; HTTP/2 to a listener of HTTP/1", "400, or 401 where nobody had read that far; the connection closed, nothing hidden answered", ["TR-05"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var caller = await scene.Platform.VisitAsync("gateway", cancellation);
        foreach (var (door, certificate) in new[] { (scene.Platform.Gateway, null), (scene.Platform.Url("records-dapr", "mesh"), caller.Svid.Certificate) })
        {
            foreach (var (what, line, rest) in Framings)
            {
                var host = what == "no host" ? "\r\n" : "Host: localhost\r\n" + rest;
                var answer = await RawConnection.SendAsync(door, Encoding.Latin1.GetBytes($"{line} HTTP/1.1\r\n{host}{Hidden}"), cancellation, certificate);
                examination.Judge($"{what} at {(certificate is null ? "the edge" : "the mesh")}", answer is { Closed: true, Statuses: [] or [400] or [401] },
                    $"{string.Join(", ", answer.Statuses)}{(answer.Closed ? "" : ", left open")}");
            }
        }

        var two = await RawConnection.SendAsync(scene.Platform.Gateway, Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"), cancellation);
        examination.Judge("HTTP/2 without having agreed on it", two.Closed && two.Statuses.All(status => status is 400 or 505), string.Join(", ", two.Statuses));
        var right = await RawConnection.SendAsync(scene.Platform.Gateway, Hidden + Hidden.Replace("Host", "Connection: close\r\nHost", StringComparison.Ordinal), cancellation);
        examination.Require("two requests one after the other are two", right.Statuses.Count == 2, string.Join(", ", right.Statuses));
    }
}
