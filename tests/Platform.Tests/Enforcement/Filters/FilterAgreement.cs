using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Platform.Tests.Domain;
using Platform.Rego;
using Platform.Rego.AspNetCore;
using Platform.Rego.Partial;
using Platform.Rego.Values;

namespace Platform.Tests.Enforcement.Filters;

/// <summary>
/// The rows that a filter selects are the rows that the policy permits one by one: for generated policies, as a predicate, in SQLite and in PostgreSQL.
/// </summary>
public sealed class FilterAgreement(PostgreSql server)
{
    private const int Policies = 200;
    private const string Table = "CREATE TABLE row_ (id INTEGER PRIMARY KEY, owner TEXT, team TEXT, level BIGINT, open BOOLEAN)";

    [Fact]
    public async Task Holds_for_generated_policies_and_rows_in_memory_and_in_sqlite()
    {
        await using var database = new SqliteConnection("Data Source=:memory:");
        await AgreeAsync(database, SqlDialect.Sqlite);
    }

    [Fact]
    public async Task Holds_for_generated_policies_and_rows_in_postgresql()
    {
        PostgreSql.Required();
        await using var database = new NpgsqlConnection(await server.CreateAsync());
        await AgreeAsync(database, SqlDialect.PostgreSql);
    }

    private static async Task AgreeAsync(System.Data.Common.DbConnection database, SqlDialect dialect)
    {
        await database.OpenAsync();
        var (some, refused) = (0, 0);
        var rows = new GeneratedFilters(0).Rows(120);
        await FillAsync(database, rows);
        for (var seed = 1; seed <= Policies; seed++)
        {
            var generated = new GeneratedFilters(seed);
            var (source, input) = (generated.Policy(), generated.Input);
            var policy = RegoPolicy.Compile([new RegoModule("app.rego", source)]);
            ResidualCondition condition;
            try
            {
                condition = PartialEvaluation.Of(policy, "data.app.allow", "input.row").Condition(input);
            }
            catch (UnsupportedResidualException)
            {
                refused++;
                continue;
            }

            var query = policy.Prepare("data.app.allow");
            var expected = rows.Where(row => query.Evaluate(With(input, row)).IsTrue).Select(row => row.Id).ToList();
            some += expected.Count > 0 && expected.Count < rows.Count ? 1 : 0;
            var sql = ResidualSql.Of(condition, dialect);
            var why = $"seed {seed}\n{source}\n{sql.Text}";
            Same(expected, await SelectAsync(database, sql), $"{dialect}, {why}");
            Same(expected, Filter(rows, condition), $"predicate, {why}");
        }

        Assert.True(some > Policies / 2, $"{some} policies permit some rows and deny others");
        Assert.True(refused < Policies / 10, $"{refused} policies have no filter");
    }

    private static List<int> Filter(IReadOnlyList<FilteredRow> rows, ResidualCondition condition)
    {
        if (condition.IsAlways || condition.IsNever)
            return condition.IsAlways ? [.. rows.Select(row => row.Id)] : [];
        using var ucast = JsonDocument.Parse(ResidualUcast.Of(condition).ToJson());
        return [.. rows.AsQueryable().Where(UcastPredicate.For<FilteredRow>(UcastReader.Read(ucast.RootElement))).Select(row => row.Id)];
    }

    private static void Same(List<int> expected, List<int> selected, string why) =>
        Assert.True(expected.SequenceEqual(selected), $"{why}\nexpected {string.Join(' ', expected.Except(selected))} too, and not {string.Join(' ', selected.Except(expected))}");

    private static Val With(Val input, FilteredRow row) => Val.ObjectOf(("user", input["user"]), ("row", row.Json()));

    private static async Task FillAsync(System.Data.Common.DbConnection database, IReadOnlyList<FilteredRow> rows)
    {
        await using var create = database.CreateCommand();
        create.CommandText = Table;
        await create.ExecuteNonQueryAsync();
        foreach (var row in rows)
        {
            await using var insert = database.CreateCommand();
            insert.CommandText = "INSERT INTO row_ VALUES (@id, @owner, @team, @level, @open)";
            Add(insert, "@id", row.Id);
            Add(insert, "@owner", row.Owner);
            Add(insert, "@team", row.Team);
            Add(insert, "@level", row.Level);
            Add(insert, "@open", row.Open);
            await insert.ExecuteNonQueryAsync();
        }
    }

    private static async Task<List<int>> SelectAsync(System.Data.Common.DbConnection database, SqlCondition condition)
    {
        await using var select = database.CreateCommand();
        select.CommandText = $"SELECT id FROM row_ WHERE {condition.Text} ORDER BY id";
        for (var i = 0; i < condition.Parameters.Count; i++)
            Add(select, $"@p{i}", Plain(condition.Parameters[i]));
        var ids = new List<int>();
        await using var reader = await select.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ids.Add(reader.GetInt32(0));
        return ids;
    }

    private static object? Plain(Val value) => value.Kind switch
    {
        ValKind.String => value.AsString(),
        ValKind.Boolean => value.IsTrue,
        _ => long.Parse(value.ToJson(), System.Globalization.CultureInfo.InvariantCulture),
    };

    private static void Add(System.Data.Common.DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
