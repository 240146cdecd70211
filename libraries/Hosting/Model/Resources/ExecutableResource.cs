namespace Aspire.Hosting.ApplicationModel;

/// <summary>Any program.</summary>
public class ExecutableResource : Resource,
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>A program in a folder; a command without a slash is looked up on PATH.</summary>
    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Command = command;
        WorkingDirectory = workingDirectory;
    }

    /// <summary>The program.</summary>
    public string Command { get; internal set; }

    /// <summary>The folder it starts in.</summary>
    public string WorkingDirectory { get; internal set; }
}
