using Microsoft.Extensions.Configuration;

namespace Platform.Hosting.Running;

/// <summary>How long things may take. Settings <c>Hosting:StartSeconds</c> (90) and <c>Hosting:StopSeconds</c> (5).</summary>
internal sealed record RunnerLimits(TimeSpan Start, TimeSpan Stop)
{
    public static RunnerLimits From(IConfiguration configuration) => new(
        TimeSpan.FromSeconds(configuration.GetValue("Hosting:StartSeconds", 90.0)),
        TimeSpan.FromSeconds(configuration.GetValue("Hosting:StopSeconds", 5.0)));
}
