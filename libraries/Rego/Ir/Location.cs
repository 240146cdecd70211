namespace Platform.Rego.Ir;

/// <summary>Where in the source a statement comes from.</summary>
/// <param name="File">An index into <see cref="Static.Files"/>.</param>
/// <param name="Row">The line, from 1.</param>
/// <param name="Col">The column, from 1.</param>
/// <param name="EndRow">The line of the end; 0 if not known.</param>
/// <param name="EndCol">The column after the end; 0 if not known.</param>
public readonly record struct Location(int File, int Row, int Col, int EndRow = 0, int EndCol = 0);
