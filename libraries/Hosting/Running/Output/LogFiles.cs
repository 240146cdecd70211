using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Running.State;

namespace Platform.Hosting.Running;

/// <summary>Keeps the log of every resource in a file of its own: this run's, and the end of a long one in <c>.1</c>.</summary>
internal sealed class LogFiles(ResourceLoggerService logs, StateDirectory state) : IDisposable
{
    private const long MaxBytes = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, StreamWriter> _writers = [];
    private bool _begun;

    public void Begin()
    {
        lock (_gate)
        {
            _begun = true;
            logs.Written += Write;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            logs.Written -= Write;
            _begun = false;
            foreach (var writer in _writers.Values)
            {
                writer.Dispose();
            }

            _writers.Clear();
        }
    }

    private void Write(string resource, LogLine line)
    {
        lock (_gate)
        {
            if (!_begun)
            {
                return;
            }

            if (!_writers.TryGetValue(resource, out var writer))
            {
                _writers[resource] = writer = Open(state.LogFile(resource));
            }

            writer.WriteLine(AnsiText.Strip(line.Content));
            if (writer.BaseStream.Length > MaxBytes)
            {
                writer.Dispose();
                File.Move(state.LogFile(resource), state.LogFile(resource) + ".1", overwrite: true);
                _writers[resource] = Open(state.LogFile(resource));
            }
        }
    }

    private static StreamWriter Open(string path)
        => new(PrivateFile.Open(path, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
}
