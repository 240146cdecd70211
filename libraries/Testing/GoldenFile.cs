namespace Platform.Testing;

/// <summary>
/// Compares text that people read with a file kept in the repository. With <c>UPDATE_GOLDEN=1</c> in the environment the file is written instead
/// and the comparison fails all the same, so that an update can never be mistaken for a pass.
/// </summary>
public static class GoldenFile
{
    /// <summary>Fails unless <paramref name="actual"/> equals the file, line endings aside.</summary>
    /// <param name="path">Relative to the root of the repository.</param>
    /// <exception cref="GoldenFileException">The file is missing or differs; the message names the first differing line.</exception>
    public static void Matches(string path, string actual)
    {
        var file = Path.Combine(RepositoryRoot.Path, path);
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            throw new GoldenFileException($"{path} was written; look at the difference and run again without UPDATE_GOLDEN");
        }
        if (!File.Exists(file))
            throw new GoldenFileException($"{path} does not exist; run once with UPDATE_GOLDEN=1");
        var expected = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (expected != actual)
            throw new GoldenFileException($"{path}: {FirstDifference(expected.Split('\n'), actual.Split('\n'))}");
    }

    private static string FirstDifference(string[] expected, string[] actual)
    {
        var line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line])
            line++;
        return $"line {line + 1}: expected '{expected.ElementAtOrDefault(line)}', got '{actual.ElementAtOrDefault(line)}'";
    }
}

/// <summary>A golden file is missing, was just written, or differs.</summary>
public sealed class GoldenFileException(string message) : Exception(message);
