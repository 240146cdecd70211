namespace Aspire.Hosting.ApplicationModel;

/// <summary>The particulars of a command.</summary>
public class CommandOptions
{
    /// <summary>The particulars of a command that has none.</summary>
    public static CommandOptions Default { get; } = new();

    /// <summary>What people are told about it.</summary>
    public string? Description { get; set; }

    /// <summary>What people are asked before.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Whether it is shown in front.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Whether it can be used in the present state; default always.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
