namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes from configuration or is generated; a secret one is masked in logs.</summary>
public class ParameterResource : Resource, IExpressionValue, IResourceWithoutLifetime
{
    private readonly Lazy<string> _value;

    /// <summary>A parameter whose value the callback finds, once.</summary>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _value = new(() => callback(Default));
        Secret = secret;
    }

    /// <summary>What the value is when configuration has none.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; }

    /// <summary>Whether the value is a connection string, which configuration keeps apart.</summary>
    public bool IsConnectionString { get; set; }

    /// <summary>What people are told about it.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => IsConnectionString ? $"{{{Name}.connectionString}}" : $"{{{Name}.value}}";

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">Configuration has none and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(_value.Value);

    internal string? ValueIfKnown => _value.IsValueCreated ? _value.Value : null;
}
