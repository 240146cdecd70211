namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts on command only, not with the application.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
