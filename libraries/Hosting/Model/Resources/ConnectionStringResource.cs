namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A connection string from configuration, always secret.</summary>
    internal sealed class ConfiguredConnectionString(string name, Func<string> callback, string? environmentVariable)
        : ParameterResource(name, _ => callback(), secret: true), IResourceWithConnectionString
    {
        public string? ConnectionStringEnvironmentVariable => environmentVariable;

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{new Value(this)}");

        public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => GetValueAsync(cancellationToken);

        // The parameter as a hole of an expression; the resource itself would be its own connection string again.
        private sealed class Value(ParameterResource parameter) : IExpressionValue
        {
            public string ValueExpression => $"{{{parameter.Name}.value}}";

            public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => parameter.GetValueAsync(cancellationToken);
        }
    }
}

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;

    /// <summary>A connection string that is made of other values.</summary>
    public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
        : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport, IResourceWithoutLifetime
    {
        /// <inheritdoc/>
        public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
    }
}
