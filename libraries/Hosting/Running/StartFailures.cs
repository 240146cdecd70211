using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Running.State;

namespace Platform.Hosting.Running;

/// <summary>The resources that failed before they were ready. The first is the one to look at; others often follow from it.</summary>
internal sealed class StartFailures(ResourceLoggerService logs, StateDirectory state)
{
    private const int SearchedLines = 200;
    private const int ShownLines = 20;

    private readonly TaskCompletionSource<StartFailure> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<StartFailure> First => _first.Task;

    public StartFailure Report(IResource resource, Exception error)
        => Report(resource, error.Message, (error as StartRefusedException)?.ExitCode ?? ExitCodes.ResourceFailed);

    public StartFailure Report(IResource resource, string reason, int exitCode = ExitCodes.ResourceFailed)
    {
        var lines = logs.Log(resource.Name).Last(SearchedLines).Select(line => AnsiText.Strip(line.Content))
            .Where(line => !IsStackFrame(line)).TakeLast(ShownLines).ToArray();
        var failure = new StartFailure(resource.Name, reason, lines, $"Its whole log: {state.LogFile(resource.Name)}", exitCode);
        _first.TrySetResult(failure);
        return failure;
    }

    // The frames of a stack push the message, which is what people need, out of sight. The log file has them.
    private static bool IsStackFrame(string line)
        => line.TrimStart() is var text && (text.StartsWith("at ", StringComparison.Ordinal) || text.StartsWith("--- End of", StringComparison.Ordinal));
}
