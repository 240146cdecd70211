using System.CommandLine;

namespace Platform.Cli;

/// <summary>Options that several commands share, spelled the same everywhere.</summary>
internal static class GlobalOptions
{
    /// <summary><c>--state DIR</c>: default <c>$PLATFORM_STATE</c>, else <c>.platform</c> in the repository.</summary>
    public static Option<string?> State() => new("--state")
    {
        Description = "State folder (default: $PLATFORM_STATE, else .platform in the repository)",
        HelpName = "DIR",
    };

    /// <summary><c>--database sqlite|postgres</c>: default <c>$PLATFORM_DATABASE</c>, else a file per service.</summary>
    public static Option<string> Database()
    {
        var option = new Option<string>("--database")
        {
            Description = "Where the services keep their state: sqlite, or a private postgres server (default: $PLATFORM_DATABASE, else sqlite)",
            HelpName = "KIND",
            DefaultValueFactory = _ => Running.PlatformRunOptions.DefaultDatabase,
        };
        option.AcceptOnlyFromAmong("sqlite", "postgres");
        return option;
    }

    /// <summary><c>--json</c>: machine-readable output on standard output, progress on standard error.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Machine-readable output on stdout, progress on stderr" };
}
