using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.Records.Data;
using Platform.ServiceDefaults.Storage;

namespace Platform.Records.Seeding;

/// <summary>
/// Fills an empty database with the synthetic population, all or nothing; a database with any patient is left alone. The rows are inserted fifty at
/// a time, since thousands of tracked entities are the slowest part of a first start; and they are nobody's change, so they have no history.
/// </summary>
internal static class SeedSyntheticPeople
{
    private const int RowsAtOnce = 50;

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
        var into = $"INSERT INTO {table.GetTableName()} ({string.Join(", ", columns.Select(column => column.GetColumnName()))}) VALUES ";
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = transaction.GetDbTransaction();
            command.CommandText = into + string.Join(", ", some.Select(row => $"({string.Join(", ", columns.Select(column => Add(command, Stored(column, row))))})"));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static object? Stored<T>(IProperty column, T row)
    {
        var value = column.PropertyInfo!.GetValue(row);
        return column.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }

    private static string Add(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
