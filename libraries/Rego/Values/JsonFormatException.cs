namespace Platform.Rego.Values;

/// <summary>A text is not JSON, or exceeds a limit of <see cref="JsonLimits"/> or <see cref="NumberLimits"/>.</summary>
public sealed class JsonFormatException(string message, long position, bool isLimit = false) : FormatException(message)
{
    /// <summary>The byte at which reading stopped.</summary>
    public long Position { get; } = position;

    /// <summary>Whether the text may be JSON but exceeds a limit.</summary>
    public bool IsLimit { get; } = isLimit;
}
