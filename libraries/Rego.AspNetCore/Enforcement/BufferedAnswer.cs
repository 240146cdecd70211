using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// Keeps a handler's answer back until it may leave. While it is in place the handler cannot reach the connection:
/// upgrades and extended connects are taken away, because they would carry bytes past the enforcement point.
/// </summary>
internal sealed class BufferedAnswer : IDisposable
{
    /// <summary>An answer that is larger is refused: enforcement works on whole answers.</summary>
    public const int BytesMax = 16 << 20;

    private readonly HttpContext context;
    private readonly IHttpResponseBodyFeature outer;
    private readonly LimitedStream buffer = new(BytesMax);

    public BufferedAnswer(HttpContext context)
    {
        this.context = context;
        outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer, outer));
        context.Features.Set<IHttpUpgradeFeature>(null);
        context.Features.Set<IHttpExtendedConnectFeature>(null);
    }

    public ReadOnlyMemory<byte> Body => buffer.GetBuffer().AsMemory(0, (int)buffer.Length);

    /// <summary>Completes the handler's writer, so that everything it wrote is in the buffer.</summary>
    public Task CompleteAsync() => context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync();

    /// <summary>Gives the response back; what the handler wrote is only in <see cref="Body"/>.</summary>
    public void Release() => context.Features.Set(outer);

    public void Dispose() => Release();

    private sealed class LimitedStream(int bytesMax) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            Check(count);
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Check(count);
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Check(buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }

        private void Check(int count)
        {
            if (Length + count > bytesMax)
            {
                throw new ObligationNotHonouredException($"the answer is larger than {bytesMax} bytes");
            }
        }
    }
}
