namespace Platform.Hosting.Running;

/// <summary>A process to be: everything resolved, nothing started.</summary>
internal sealed record LaunchDescription(
    string Program, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment);
