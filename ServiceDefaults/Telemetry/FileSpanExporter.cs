using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Platform.ServiceDefaults;

/// <summary>Appends each batch of spans as one line: an OTLP/JSON ExportTraceServiceRequest.</summary>
internal sealed partial class FileSpanExporter(string path, ILogger<FileSpanExporter> logger) : BaseExporter<Activity>
{
    private bool failed;

    public override ExportResult Export(in Batch<Activity> batch)
    {
        var resource = ParentProvider.GetResource();
        try
        {
            // One write in append mode: lines of several processes do not mix.
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(SpanJson.Line(resource, batch));
            failed = false;
            return ExportResult.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!failed)
            {
                LogFailed(logger, path, e.Message);
            }

            failed = true;
            return ExportResult.Failure;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "spans cannot be written to {Path}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string path, string reason);
}
