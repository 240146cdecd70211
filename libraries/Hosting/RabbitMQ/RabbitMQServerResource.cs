namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A RabbitMQ server: a private node on this machine if RabbitMQ is installed, otherwise a container. Aspire's is always a container; the members that
/// others use are the same.
/// </summary>
public class RabbitMQServerResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    /// <summary>A server with a user for the health check and for <see cref="ConnectionStringExpression"/>.</summary>
    public RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name, "/bin/sh", Path.GetTempPath())
    {
        ArgumentNullException.ThrowIfNull(password);
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new(this, PrimaryEndpointName);
    }

    /// <summary>The AMQP endpoint; TLS.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The host of <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>The port of <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The user, or null for <c>guest</c>.</summary>
    public ParameterResource? UserNameParameter { get; }

    /// <summary>The user as an expression.</summary>
    public ReferenceExpression UserNameReference =>
        UserNameParameter is { } name ? ReferenceExpression.Create($"{name}") : ReferenceExpression.Create($"guest");

    /// <summary>The user's password.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <summary>For example <c>amqps://user:password@127.0.0.1:25671</c>.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"amqps://{UserNameReference:uri}:{PasswordParameter:uri}@{Host}:{Port}");

    /// <summary>The same as <see cref="ConnectionStringExpression"/>.</summary>
    public ReferenceExpression UriExpression => ConnectionStringExpression;

    /// <summary>The folder that the server sees as <c>/etc/rabbitmq</c>.</summary>
    internal string? SettingsFolder { get; set; }

    /// <summary>The folder of its data.</summary>
    internal string? DataFolder { get; set; }
}
