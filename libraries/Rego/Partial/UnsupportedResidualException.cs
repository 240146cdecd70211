namespace Platform.Rego.Partial;

/// <summary>A policy asks something of an unknown field that no condition over rows says. There is no filter then, and nothing may be listed.</summary>
/// <param name="file">The file.</param>
/// <param name="row">The line, from 1.</param>
/// <param name="what">What cannot be said.</param>
public sealed class UnsupportedResidualException(string file, int row, string what) : Exception($"{file}:{row}: {what}")
{
    /// <summary>The file.</summary>
    public string File => file;

    /// <summary>The line, from 1.</summary>
    public int Row => row;
}
