using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.Records.Data;
using Platform.ServiceDefaults.Storage;

namespace Platform.Records.Seeding;

/// <summary>
/// Fills an empty database with the synthetic population, all or nothing; a database with any patient is left alone. The rows are inserted by one prepared
/// statement per table, since thousands of tracked entities are the slowest part of a first start; and they are nobody's change, so they have no history.
/// </summary>
internal static class SeedSyntheticPeople
{
    public static async Task RunAsync(RecordsDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginWriteAsync("seed", cancellation);
        if (await db.Patients.AnyAsync(cancellation))
            return;

        await InsertAsync(db, transaction, SyntheticPeople.Patients(), cancellation);
        await InsertAsync(db, transaction, SyntheticPeople.Relationships(), cancellation);
        await InsertAsync(db, transaction, SyntheticPeople.Notes(), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task InsertAsync<T>(RecordsDb db, IDbContextTransaction transaction, IEnumerable<T> rows, CancellationToken cancellation)
    {
        var table = db.Model.FindEntityType(typeof(T))!;
        var columns = table.GetProperties().ToArray();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO {table.GetTableName()} ({string.Join(", ", columns.Select(column => column.GetColumnName()))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, index) => $"@p{index}"))})";
        for (var index = 0; index < columns.Length; index++)
            command.Parameters.Add(Parameter(command, index));

        foreach (var row in rows)
        {
            for (var index = 0; index < columns.Length; index++)
            {
                var value = columns[index].PropertyInfo!.GetValue(row);
                var converter = columns[index].GetTypeMapping().Converter;
                command.Parameters[index].Value = (converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static DbParameter Parameter(DbCommand command, int index)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{index}";
        return parameter;
    }
}
