using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

/// <summary>
/// Keeps libraries from telling what we tell ourselves: four lines for each call with its address, a stack trace for each attempt to reach a broker that
/// is down, an error for each duplicate that the database's uniqueness is there to find.
/// </summary>
internal static class QuietLogs
{
    public static void Apply(ILoggingBuilder logging) => logging
        .AddFilter("System.Net.Http.HttpClient", LogLevel.Warning)
        .AddFilter("MassTransit", LogLevel.Critical)
        .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical)
        .AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.Critical);
}
