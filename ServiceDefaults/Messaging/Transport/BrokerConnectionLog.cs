using MassTransit;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>One line when the broker is lost and one when it is there again, in the place of MassTransit's stack trace for every attempt.</summary>
internal sealed partial class BrokerConnectionLog(ILogger<BrokerConnectionLog> logger) : IReceiveEndpointObserver
{
    private readonly Lock gate = new();
    private bool? isConnected;

    public Task Ready(ReceiveEndpointReady ready)
    {
        if (Changes(true))
            LogConnected(logger, ready.InputAddress.AbsolutePath.TrimStart('/'));
        return Task.CompletedTask;
    }

    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        if (Changes(false))
            LogLost(logger, faulted.Exception?.GetBaseException().Message ?? "no reason given");
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    private bool Changes(bool connected)
    {
        lock (gate)
        {
            var changes = isConnected != connected;
            isConnected = connected;
            return changes;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the broker delivers from {Queue}")]
    private static partial void LogConnected(ILogger logger, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the broker is out of reach and is tried again: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
