using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>Referrals and records, each on a database of the private PostgreSQL server.</summary>
public sealed class ReferralsOnPostgreSql(PostgreSql server) : ReferralPlatform
{
    public override async ValueTask InitializeAsync()
    {
        if (!PostgreSql.IsInstalled)
            return;
        Records.Database = await server.CreateAsync();
        Referrals.Database = await server.CreateAsync();
        await base.InitializeAsync();
    }
}

public sealed class RefusedMessages(ReferralPlatform platform) : RefusedMessages<ReferralPlatform>(platform);

public sealed class RefusedMessagesOnPostgreSql : RefusedMessages<ReferralsOnPostgreSql>
{
    public RefusedMessagesOnPostgreSql(ReferralsOnPostgreSql platform) : base(platform) => PostgreSql.Required();
}
