using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adding values that come from configuration or are generated.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value from <c>Parameters:{name}</c>, also spelled with underscores.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
        => builder.AddParameter(name, Key(name), byDefault: null, secret);

    /// <summary>A fixed value; configuration is ignored.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
        => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>A value that the callback finds, once; configuration is ignored.</summary>
    /// <exception cref="ArgumentException">A secret would be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException("A secret value cannot be published as a default.", nameof(publishValueAsDefault));
        }

        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));
    }

    /// <summary>A value from configuration, else the default. A generated value is not stored: <paramref name="persist"/> is refused.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        if (persist)
        {
            throw new DistributedApplicationException($"Parameter '{name}': this orchestrator does not store generated values; set Parameters:{name}.");
        }

        return builder.AddParameter(name, Key(name), value, secret);
    }

    /// <summary>A value from another key of the configuration.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
        => builder.AddParameter(name, configurationKey, byDefault: null, secret);

    /// <summary>A connection string from <c>ConnectionStrings:{name}</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
        => builder.AddResource(new ConfiguredConnectionString(
            name,
            () => builder.Configuration.GetConnectionString(name) ?? throw Missing(name, $"ConnectionStrings:{name}"),
            environmentVariableName));

    /// <summary>A connection string made of other values.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
        => builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));

    /// <summary>What people are told about the parameter.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        _ = enableMarkdown;
        builder.Resource.Description = description;
        return builder;
    }

    private static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string key, ParameterDefault? byDefault, bool secret)
    {
        var configuration = builder.Configuration;
        return builder.AddResource(new ParameterResource(
            name,
            fallback => configuration[key] ?? configuration[key.Replace('-', '_')] ?? fallback?.GetDefaultValue() ?? throw Missing(name, key),
            secret)
        {
            Default = byDefault,
        });
    }

    private static string Key(string name) => $"Parameters:{name}";

    private static MissingParameterValueException Missing(string name, string key)
        => new($"'{name}' has no value. Set it: --{key} VALUE, or {key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')} in the environment.");
}
