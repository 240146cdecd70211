namespace Platform.PolicyControl.Sources;

/// <summary>One file below the folder of policies.</summary>
/// <param name="Path">Relative, with slashes.</param>
/// <param name="Text">Its content.</param>
public sealed record SourceFile(string Path, string Text);
