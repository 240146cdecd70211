using Platform.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Carries out commands on resources.</summary>
public class ResourceCommandService
{
    private readonly DistributedApplicationModel _model;
    private readonly ResourceInstances _instances;
    private readonly ResourceLoggerService _logs;
    private readonly ResourceNotificationService _states;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        DistributedApplicationModel model,
        ResourceInstances instances,
        ResourceLoggerService logs,
        ResourceNotificationService states,
        IServiceProvider services)
        => (_model, _instances, _logs, _states, _services) = (model, instances, logs, states, services);

    /// <summary>Carries out a command; an unknown name is a failure, not an exception.</summary>
    /// <param name="resourceId">The instance id or the name.</param>
    /// <param name="commandName">For example <c>restart</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        var resource = _model.Resources.FirstOrDefault(r =>
            string.Equals(r.Name, resourceId, StringComparison.OrdinalIgnoreCase)
            || string.Equals(_instances.IdOf(r), resourceId, StringComparison.OrdinalIgnoreCase));
        return resource is null
            ? Task.FromResult(CommandResults.Failure($"There is no resource '{resourceId}'."))
            : ExecuteCommandAsync(resource, commandName, cancellationToken);
    }

    /// <summary>Carries out a command; an unknown name is a failure, not an exception.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>()
            .LastOrDefault(c => string.Equals(c.Name, commandName, StringComparison.Ordinal));
        if (command is null)
        {
            var known = string.Join(", ", resource.Annotations.OfType<ResourceCommandAnnotation>().Select(c => c.Name).Distinct());
            return CommandResults.Failure($"'{resource.Name}' has no command '{commandName}'; it has: {(known.Length == 0 ? "none" : known)}.");
        }

        if (_states.TryGetCurrentState(_instances.IdOf(resource), out var state)
            && command.UpdateState(new() { ResourceSnapshot = state.Snapshot, ServiceProvider = _services }) is not ResourceCommandState.Enabled)
        {
            return CommandResults.Failure($"'{commandName}' cannot be used while '{resource.Name}' is {state.Snapshot.State?.Text ?? "unknown"}.");
        }

        try
        {
            return await command.ExecuteCommand(new()
            {
                ServiceProvider = _services,
                ResourceName = _instances.IdOf(resource),
                CancellationToken = cancellationToken,
                Logger = _logs.GetLogger(resource),
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _logs.GetLogger(resource).Log(Microsoft.Extensions.Logging.LogLevel.Error, default, commandName, error, (name, _) => $"Command '{name}' failed");
            return CommandResults.Failure(error);
        }
    }
}
