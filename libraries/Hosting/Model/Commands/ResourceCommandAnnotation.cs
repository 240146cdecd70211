namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that people can do to a resource.</summary>
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    string? displayDescription,
    string? confirmationMessage,
    bool isHighlighted) : IResourceAnnotation
{
    /// <summary>The name that programs use.</summary>
    public string Name { get; } = name;

    /// <summary>The name that people see.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Whether the command can be used in the present state.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState;

    /// <summary>What it does.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    /// <summary>What people are told about it.</summary>
    public string? DisplayDescription { get; } = displayDescription;

    /// <summary>What people are asked before.</summary>
    public string? ConfirmationMessage { get; } = confirmationMessage;

    /// <summary>Whether it is shown in front.</summary>
    public bool IsHighlighted { get; } = isHighlighted;
}

/// <summary>Whether a command can be used.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled,

    /// <summary>It is shown but cannot.</summary>
    Disabled,

    /// <summary>It is not shown.</summary>
    Hidden,
}

/// <summary>What the usability of a command is decided on.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>The state of the resource.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }
}
