namespace Platform.Rego.Values;

/// <summary>The type of a <see cref="Val"/>, in Rego's order of types.</summary>
public enum ValKind : byte
{
    /// <summary>No value. Not a value of the language: what a failed lookup yields.</summary>
    Undefined,
    /// <summary>null</summary>
    Null,
    /// <summary>true or false</summary>
    Boolean,
    /// <summary>A decimal number of any size.</summary>
    Number,
    /// <summary>A string, ordered by its UTF-8 bytes.</summary>
    String,
    /// <summary>An array.</summary>
    Array,
    /// <summary>An object; keys may be any value.</summary>
    Object,
    /// <summary>A set.</summary>
    Set,
}
