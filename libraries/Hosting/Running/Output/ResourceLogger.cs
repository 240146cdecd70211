using Microsoft.Extensions.Logging;

namespace Platform.Hosting.Running;

/// <summary>Lets the orchestrator, and callbacks of the application, write into the log of a resource.</summary>
internal sealed class ResourceLogger(ResourceLog log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        log.Write(formatter(state, exception), logLevel >= LogLevel.Error);
        if (exception is not null)
        {
            log.Write(exception.ToString(), isError: true);
        }
    }
}
