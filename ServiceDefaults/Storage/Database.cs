using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Everything in which SQLite and PostgreSQL differ for a service: who may write at the same time, and what their errors mean.</summary>
public static class Database
{
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    /// <summary>
    /// Begins a transaction that reads and then writes. What it read stays true until it is committed, as far as others begin theirs with the same key:
    /// SQLite has one writer anyhow; in PostgreSQL the later one waits.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginWriteAsync(this DatabaseFacade database, string key, CancellationToken cancellation)
    {
        var transaction = await database.BeginTransactionAsync(cancellation);
        await LockAsync(transaction.GetDbTransaction(), key, cancellation);
        return transaction;
    }

    /// <summary>Whether the change was refused because such a row is there already.</summary>
    public static bool IsDuplicate(this DbUpdateException failure) => failure.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintPrimaryKey or SqliteConstraintUnique,
        _ => false,
    };

    /// <summary>Holds the key until the end of the transaction.</summary>
    internal static async Task LockAsync(DbTransaction transaction, string key, CancellationToken cancellation)
    {
        if (transaction.Connection is not NpgsqlConnection connection)
            return;
        await using var command = connection.CreateCommand();
        command.Transaction = (NpgsqlTransaction)transaction;
        command.CommandText = "SELECT pg_advisory_xact_lock(hashtextextended(@key, 0))";
        command.Parameters.AddWithValue("key", key);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The answer to a failure that is not ours: text that PostgreSQL cannot store is the caller's, an unreachable server nobody's.</summary>
    internal static int? StatusOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }:
                    return StatusCodes.Status400BadRequest;
                case NpgsqlException { IsTransient: true }:
                    return StatusCodes.Status503ServiceUnavailable;
            }
        }

        return null;
    }
}
