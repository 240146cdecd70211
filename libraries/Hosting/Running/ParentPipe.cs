using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Running;

/// <summary>An AppHost that was itself started with <c>PLATFORM_PARENT_PIPE=stdin</c> stops when its standard input closes.</summary>
internal sealed class ParentPipe
{
    private readonly bool _given = Environment.GetEnvironmentVariable("PLATFORM_PARENT_PIPE") == "stdin";

    public void Watch(IHostApplicationLifetime lifetime)
    {
        if (_given)
        {
            // A thread of its own: a read of standard input cannot be cancelled.
            new Thread(() => WaitForEnd(lifetime)) { IsBackground = true, Name = "parent pipe" }.Start();
        }
    }

    private static void WaitForEnd(IHostApplicationLifetime lifetime)
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }

        lifetime.StopApplication();
    }
}
