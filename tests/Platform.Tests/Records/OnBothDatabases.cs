using Platform.Tests.Domain;

namespace Platform.Tests.Records;

/// <summary>Records on a database of the private PostgreSQL server.</summary>
public sealed class RecordsOnPostgreSql(PostgreSql server) : RunningRecords
{
    public override async ValueTask InitializeAsync()
    {
        if (!PostgreSql.IsInstalled)
            return;
        Service.Database = await server.CreateAsync();
        await base.InitializeAsync();
    }
}

public sealed class RecordReading(RunningRecords records) : RecordReading<RunningRecords>(records);

public sealed class RecordReadingOnPostgreSql : RecordReading<RecordsOnPostgreSql>
{
    public RecordReadingOnPostgreSql(RecordsOnPostgreSql records) : base(records) => PostgreSql.Required();
}

public sealed class Relationships(RunningRecords records) : Relationships<RunningRecords>(records);

public sealed class RelationshipsOnPostgreSql : Relationships<RecordsOnPostgreSql>
{
    public RelationshipsOnPostgreSql(RecordsOnPostgreSql records) : base(records) => PostgreSql.Required();
}
