using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.DecisionLogs;

namespace Platform.PolicyControl.Decisions;

/// <summary>The control plane's own decisions go the same way as everybody's, without the network.</summary>
internal sealed class OwnDecisions(IServiceScopeFactory scopes) : DecisionShipment
{
    public override async Task ShipAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<DecisionStore>().AppendAsync("policy", events, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, the events stay in the spool and are tried again.
            throw new DecisionShipmentException($"the control plane's own decisions were not stored: {e.Message}", e);
        }
    }
}
