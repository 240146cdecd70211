namespace Platform.Hosting;

/// <summary>What this orchestrator's build knows beyond Aspire's metadata: where the output of a project is.</summary>
public interface IBuiltProject
{
    /// <summary>The assembly of the project.</summary>
    string AssemblyPath { get; }
}
