using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Platform.Hosting.Running.State;

/// <summary>The AppHost's own folder, <c>$PLATFORM_STATE/apphost</c>: lock, address of the resource API, logs. At most one AppHost uses it.</summary>
/// <remarks>Without the setting it is <c>.platform</c> beside the AppHost project. A test run takes a temporary folder.</remarks>
internal sealed class StateDirectory : IDisposable
{
    // Somebody who only asks whether the folder is in use holds the lock for an instant.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly bool _temporary;
    private FileStream? _lock;

    public StateDirectory(IConfiguration configuration, string appHostDirectory, bool temporary)
    {
        var configured = configuration["PLATFORM_STATE"];
        _temporary = temporary && string.IsNullOrEmpty(configured);
        Root = Path.GetFullPath(!string.IsNullOrEmpty(configured) ? configured
            : _temporary ? Path.Combine(Path.GetTempPath(), $"apphost-{Guid.NewGuid():N}")
            : Path.Combine(appHostDirectory, "..", ".platform"));
    }

    public string Root { get; }

    public string ApiFile => Path.Combine(Own, "api.json");

    private string Own => Path.Combine(Root, "apphost");

    private string LockFile => Path.Combine(Own, "lock");

    // Apart from the lock, since a locked file cannot be read here.
    private string PidFile => Path.Combine(Own, "pid");

    public string LogFile(string resource) => Path.Combine(Own, "logs", $"{resource}.log");

    /// <exception cref="StartRefusedException">Another AppHost uses the folder; the message names its process.</exception>
    public async Task AcquireAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        PrivateFile.CreateFolder(Root);
        PrivateFile.CreateFolder(Own);
        PrivateFile.CreateFolder(Path.Combine(Own, "logs"));
        var begun = clock.GetTimestamp();
        while (!TryLock())
        {
            if (clock.GetElapsedTime(begun) > Patience)
            {
                throw new StartRefusedException(
                    ExitCodes.AlreadyRunning,
                    $"The platform is already running on {Root} (pid {Holder()}). Stop it: ./platform stop, or use another folder: --state DIR");
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }

        File.Delete(ApiFile);
        PrivateFile.Write(PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        if (_lock is not null)
        {
            File.Delete(ApiFile);
            File.Delete(PidFile);
            _lock.Dispose();
            _lock = null;
        }

        if (_temporary && Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    // The system drops the lock with the process, however that ends; the file itself stays.
    private bool TryLock()
    {
        try
        {
            _lock = PrivateFile.Open(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string Holder() => File.Exists(PidFile) ? File.ReadAllText(PidFile) : "unknown";
}
