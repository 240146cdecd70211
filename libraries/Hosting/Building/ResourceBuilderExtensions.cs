namespace Aspire.Hosting;

/// <summary>The verbs on resources; one file per subject.</summary>
public static partial class ResourceBuilderExtensions;
