namespace Platform.Rego.Builtins.Time;

/// <summary>A stretch of time with one offset from UTC.</summary>
/// <param name="Abbreviation">Such as <c>CET</c>.</param>
/// <param name="Offset">Seconds east of UTC.</param>
/// <param name="Start">The first Unix second.</param>
/// <param name="End">The Unix second after the last.</param>
internal readonly record struct ZonePeriod(string Abbreviation, int Offset, long Start, long End);
