using Platform.ServiceDefaults.Storage;
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

public sealed class FhirSurface(ReferralPlatform platform) : FhirSurface<ReferralPlatform>(platform);

public sealed class FhirSurfaceOnPostgreSql : FhirSurface<ReferralsOnPostgreSql>
{
    public FhirSurfaceOnPostgreSql(ReferralsOnPostgreSql platform) : base(platform) => PostgreSql.Required();
}

public sealed class PublishedSampleTests(ReferralPlatform platform) : PublishedSampleTests<ReferralPlatform>(platform);

public sealed class PublishedSampleTestsOnPostgreSql : PublishedSampleTests<ReferralsOnPostgreSql>
{
    public PublishedSampleTestsOnPostgreSql(ReferralsOnPostgreSql platform) : base(platform) => PostgreSql.Required();
}

public sealed class JourneysOnSqlite() : Journeys(new ReferralPlatform());

public sealed class JourneysOnPostgreSql : Journeys
{
    public JourneysOnPostgreSql(PostgreSql server) : base(new ReferralsOnPostgreSql(server)) => PostgreSql.Required();
}

public sealed class ServiceRequestSearchOnSqlite() : ServiceRequestSearch(new ReferralPlatform());

public sealed class ServiceRequestSearchOnPostgreSql : ServiceRequestSearch
{
    public ServiceRequestSearchOnPostgreSql(PostgreSql server) : base(new ReferralsOnPostgreSql(server)) => PostgreSql.Required();
}

public sealed class ReceiptTestsOnSqlite(PostgreSql server) : ReceiptTests(DatabaseProvider.Sqlite, server);

public sealed class ReceiptTestsOnPostgreSql(PostgreSql server) : ReceiptTests(DatabaseProvider.PostgreSql, server);
