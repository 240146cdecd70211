namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that has a name in a manifest.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, for example <c>{records.bindings.mesh.url}</c>.</summary>
    string ValueExpression { get; }
}

/// <summary>A value that can be used as one and written as one.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A value that is made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>What it is made of.</summary>
    IEnumerable<object> References { get; }
}
