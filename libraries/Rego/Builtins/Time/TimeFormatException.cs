namespace Platform.Rego.Builtins.Time;

/// <summary>A time, duration or zone that cannot be read; the message is Go's.</summary>
public sealed class TimeFormatException(string message) : Exception(message);
