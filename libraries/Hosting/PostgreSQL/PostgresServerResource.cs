namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server: a private one on this machine. Aspire's is always a container; the members that others use are the same.</summary>
public class PostgresServerResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    private readonly Dictionary<string, string> databases = [];

    /// <summary>A server with the user and password of <see cref="ConnectionStringExpression"/>.</summary>
    public PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name, "/bin/sh", Path.GetTempPath())
    {
        ArgumentNullException.ThrowIfNull(password);
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new(this, PrimaryEndpointName);
    }

    /// <summary>The endpoint; TLS.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The user, or null for <c>postgres</c>.</summary>
    public ParameterResource? UserNameParameter { get; }

    /// <summary>The user as an expression.</summary>
    public ReferenceExpression UserNameReference =>
        UserNameParameter is { } name ? ReferenceExpression.Create($"{name}") : ReferenceExpression.Create($"postgres");

    /// <summary>The user's password.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <summary>The databases, resource name to database name.</summary>
    public IReadOnlyDictionary<string, string> Databases => databases;

    /// <summary>For example <c>Host=127.0.0.1;Port=25432;Username=…;Password=…</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username={UserNameReference};Password={PasswordParameter}");

    /// <summary>The folder that the server sees as <c>/etc/postgresql</c>.</summary>
    internal string? SettingsFolder { get; set; }

    /// <summary>The folder of its data.</summary>
    internal string? DataFolder { get; set; }

    /// <summary>The folder of the SQL that makes roles and databases.</summary>
    internal string? InitFolder { get; set; }

    internal void AddDatabase(PostgresDatabaseResource database) => databases.Add(database.Name, database.DatabaseName);
}
