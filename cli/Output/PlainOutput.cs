using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>No colours and no line breaks of our own where nobody looks at a terminal.</summary>
internal static class PlainOutput
{
    public static void WhenRedirected()
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = int.MaxValue;
        }
    }
}
