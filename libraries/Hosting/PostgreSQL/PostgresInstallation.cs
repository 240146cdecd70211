using Platform.Hosting.RabbitMQ;

namespace Platform.Hosting.PostgreSQL;

/// <summary>The programs of an installed PostgreSQL server.</summary>
/// <param name="Programs">The folder with <c>postgres</c> and <c>initdb</c>.</param>
public sealed record PostgresInstallation(string Programs)
{
    private static readonly string[] Roots = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

    /// <summary>The newest one of this machine, or null.</summary>
    public static PostgresInstallation? Find()
    {
        var installed = Roots.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root))
            .Where(folder => File.Exists($"{folder}/bin/postgres") && File.Exists($"{folder}/bin/initdb"))
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => $"{folder}/bin")
            .FirstOrDefault();
        if (installed is null && RabbitMqInstallation.OnPath("postgres") is { } program && File.Exists(Path.Combine(Path.GetDirectoryName(program)!, "initdb")))
            installed = Path.GetDirectoryName(program);
        return installed is null ? null : new PostgresInstallation(installed);
    }

    /// <summary>What is installed on this machine.</summary>
    /// <exception cref="PostgresMissingException">Nothing; the message says how this system gets one.</exception>
    public static PostgresInstallation Require() => Find() ?? throw new PostgresMissingException();
}
