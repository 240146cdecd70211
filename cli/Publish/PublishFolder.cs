using System.Text.Json;

namespace Platform.Cli.Publish;

/// <summary>
/// The folder of a publication. What an earlier one wrote is replaced, what people were asked to bring stays, and a folder with anything else is not touched.
/// </summary>
internal sealed class PublishFolder(string path)
{
    private const int Shown = 5;

    public string Path { get; } = path;

    /// <exception cref="PublishException">The folder holds files that are not from here.</exception>
    public void RefuseForeign()
    {
        if (File.Exists(Path))
            throw new PublishException(ExitCode.BadArguments, $"{Path} is a file; --output names a folder.");
        if (!Directory.Exists(Path))
            return;
        var known = Earlier() is { } earlier
            ? [.. earlier.Files, PublishReport.File, ".env", .. earlier.Needs.Where(need => need.Name.StartsWith("./", StringComparison.Ordinal)).Select(need => need.Name[2..])]
            : new HashSet<string>(StringComparer.Ordinal);
        var foreign = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(Relative).Where(file => !known.Contains(file)).Order(StringComparer.Ordinal).ToList();
        if (foreign.Count > 0)
        {
            var rest = foreign.Count > Shown ? $" and {foreign.Count - Shown} more" : "";
            throw new PublishException(ExitCode.BadArguments, $"{Path} has files that no publication wrote: {string.Join(", ", foreign.Take(Shown))}{rest}. Nothing was written. Name another folder, or move them away.");
        }
    }

    /// <summary>Has everything written beside the folder first, so that a failure leaves the earlier publication as it was.</summary>
    /// <exception cref="PublishException">It could not be written.</exception>
    public async Task<PublishReport> ReplaceAsync(Func<string, Task<PublishReport>> write)
    {
        var fresh = $"{Path}.{Guid.NewGuid():N}";
        try
        {
            var report = await write(fresh);
            foreach (var file in Earlier()?.Files ?? [])
                File.Delete(System.IO.Path.Combine(Path, file));
            foreach (var file in (string[])[.. report.Files, PublishReport.File])
            {
                var to = System.IO.Path.Combine(Path, file);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
                File.Move(System.IO.Path.Combine(fresh, file), to, overwrite: true);
            }

            return report;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PublishException(ExitCode.Failed, $"{Path} could not be written: {failure.Message}");
        }
        finally
        {
            if (Directory.Exists(fresh))
                Directory.Delete(fresh, recursive: true);
        }
    }

    private PublishReport? Earlier()
    {
        var file = System.IO.Path.Combine(Path, PublishReport.File);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<PublishReport>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;
        }
        catch (JsonException)
        {
            throw new PublishException(ExitCode.BadArguments, $"{file} is not from a publication. Nothing was written.");
        }
    }

    private string Relative(string file) => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/');
}
