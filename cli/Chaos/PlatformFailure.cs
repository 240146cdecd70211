using System.Text.Json;
using Platform.Cli.Demo;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Chaos;

/// <summary>What a broken platform does to its observer. It belongs into the report, and is no reason to have none.</summary>
internal static class PlatformFailure
{
    /// <summary>Whether the platform caused it. A cancellation that nobody requested is a client's time-out.</summary>
    public static bool Is(Exception failure, CancellationToken cancellation) => failure switch
    {
        ChaosException or DemoException or SignInException or SvidUnavailableException or TokenUnavailableException => true,
        HttpRequestException or TimeoutException or IOException or JsonException => true,
        OperationCanceledException => !cancellation.IsCancellationRequested,
        _ => false,
    };
}
