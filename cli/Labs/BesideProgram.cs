namespace Platform.Cli.Labs;

/// <summary>A program that a lab needs while people work on it.</summary>
/// <param name="Project">Its folder in the repository.</param>
/// <param name="Program">Its executable.</param>
/// <param name="AppId">As what it runs.</param>
internal sealed record BesideProgram(string Project, string Program, string AppId);
