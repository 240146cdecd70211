namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to annotations of the same type that are already there.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay.</summary>
    Append,

    /// <summary>They are removed.</summary>
    Replace,
}
