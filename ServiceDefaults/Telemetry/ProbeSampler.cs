using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults;

/// <summary>Drops health probes; keeps everything else, whatever the caller's sampling flag says.</summary>
internal sealed class ProbeSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters parameters)
    {
        foreach (var tag in parameters.Tags ?? [])
        {
            if (tag is { Key: "url.path", Value: "/health" or "/alive" })
            {
                return new(SamplingDecision.Drop);
            }
        }

        return new(SamplingDecision.RecordAndSample);
    }
}
