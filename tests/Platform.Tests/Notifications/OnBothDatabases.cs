using Platform.Tests.Domain;

namespace Platform.Tests.Notifications;

public sealed class MailingOnSqlite : Mailing;

public sealed class MailingOnPostgreSql : Mailing
{
    private readonly PostgreSql server;

    public MailingOnPostgreSql(PostgreSql server)
    {
        PostgreSql.Required();
        this.server = server;
    }

    protected override async Task<string?> DatabaseAsync() => await server.CreateAsync();
}
