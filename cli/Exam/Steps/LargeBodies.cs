using System.IO.Compression;
using System.Text;
using Platform.Cli.Demo.Breach;
using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Bodies that are there to use up memory, stack or time.</summary>
internal static class LargeBodies
{
    private const int Depth = 10_000;
    private const int Elements = 1_000_000;
    private const int Megabytes = 50;

    public static ExamStep Step { get; } = new(
        "E40", "50 MB, 10,000 levels, a million elements, a compression bomb, 200 header lines, a target of 100 kB", "413, 400, 415 or 431, and others are answered meanwhile", ["PE-10"], RunAsync)
    {
        LeavesOut = "the times of others meanwhile are not compared: they are answered, one by one",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        const string Path = "/patients/search";
        var bomb = Compressed(Megabytes << 20);
        (string What, byte[] Body, string? Encoding, int[] Expected)[] bodies =
        [
            ("50 MB", new byte[Megabytes << 20], null, [413, 400]),
            ("10,000 levels", Encoding.UTF8.GetBytes("{\"familyName\":" + new string('[', Depth) + new string(']', Depth) + "}"), null, [400]),
            ("a million elements", Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("1", Elements)) + "]"), null, [413, 400]),
            ($"{Megabytes} MB in {bomb.Length} bytes", bomb, "gzip", [415, 400]),
            ("100,000 members", Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"m{i}\":1")) + "}"), null, [413, 400]),
        ];
        foreach (var (what, body, encoding, expected) in bodies)
        {
            var attack = examination.TryAsync(what, cancel => SendAsync(scene, Path, body, encoding, cancel), cancellation, expected);
            var other = await scene.AskAsync(scene.People.Gp, "GET", scene.Record, cancellation);
            examination.RequireAnswered($"another's call beside {what}", other);
            await attack;
        }

        var headers = string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: {new string('a', 200)}\r\n"));
        await examination.TryAsync("200 header lines", async cancel =>
            (await RawConnection.SendAsync(scene.Platform.Gateway, $"GET /health HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n", cancel)).First, cancellation, 431, 400);
        // Closed with most of it unread, which TCP may tell before the answer is read.
        var target = await RawConnection.SendAsync(scene.Platform.Gateway, $"GET /{new string('a', 100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n", cancellation);
        examination.Judge("a target of 100 kB", target is { Closed: true, Statuses: [] or [414] or [400] }, string.Join(", ", target.Statuses));
    }

    // The server may answer before it has read everything, and close: that is the refusal of a body that it will not read.
    private static async Task<Answer> SendAsync(ExamScene scene, string path, byte[] body, string? encoding, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(scene.Platform.Gateway, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.ExpectContinue = true;
        scene.People.Consultant.Sign(request);
        return await Answer.OfAsync(scene.Gateway, request, cancellation);
    }

    private static byte[] Compressed(int length)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(new byte[length]);
        return buffer.ToArray();
    }
}
