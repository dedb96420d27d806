using Npgsql;
using Reprise.Core.Problems;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Testing.Servers;

namespace Reprise.Postgres.Tests.Ledger;

public sealed class LedgerSchemaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using var target = await TargetDatabase.CreateAsync();
        await MigrateAsync(target);
        var before = await ScalarAsync(target, "SELECT string_agg(scriptname || applied, ',' ORDER BY scriptname) FROM reprise.schema_version");

        await MigrateAsync(target);

        Assert.Equal(before, await ScalarAsync(target, "SELECT string_agg(scriptname || applied, ',' ORDER BY scriptname) FROM reprise.schema_version"));
    }

    [Fact]
    public async Task A_schema_of_the_same_name_that_is_not_ours_is_left_alone()
    {
        await using var target = await TargetDatabase.CreateAsync();
        await ExecuteAsync(target, "CREATE SCHEMA reprise; CREATE TABLE reprise.run (id integer)");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => MigrateAsync(target));

        Assert.Equal(ErrorCodes.InvalidConfiguration, refused.Code);
        Assert.Equal("run", await ScalarAsync(target, "SELECT string_agg(relname, ',') FROM pg_class WHERE relnamespace = 'reprise'::regnamespace"));
    }

    [Fact]
    public async Task An_empty_schema_that_an_administrator_made_for_us_is_used()
    {
        await using var target = await TargetDatabase.CreateAsync();
        var role = new NpgsqlConnectionStringBuilder(target.AsReprise).Username;
        await ExecuteAsync(target, $"REVOKE CREATE ON DATABASE {role} FROM {role}; CREATE SCHEMA reprise AUTHORIZATION {role}");

        await MigrateAsync(target);

        Assert.Equal(role, await ScalarAsync(target, "SELECT tableowner FROM pg_tables WHERE schemaname = 'reprise' AND tablename = 'run'"));
    }

    [Fact]
    public async Task A_role_that_may_not_create_the_schema_is_told_so()
    {
        await using var target = await TargetDatabase.CreateAsync();
        var role = new NpgsqlConnectionStringBuilder(target.AsReprise).Username;
        await ExecuteAsync(target, $"REVOKE CREATE ON DATABASE {role} FROM {role}");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => MigrateAsync(target));

        Assert.Equal(("target_denied", false), (refused.Code, refused.IsTransient));
    }

    [Fact]
    public async Task A_ledger_newer_than_the_program_is_left_alone()
    {
        await using var target = await TargetDatabase.CreateAsync();
        await MigrateAsync(target);
        await ExecuteAsync(target, "INSERT INTO reprise.schema_version (scriptname, applied) VALUES ('Reprise.Postgres.Migrations.9999_future.sql', now())");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => MigrateAsync(target));

        Assert.Contains("9999_future.sql", refused.Message, StringComparison.Ordinal);
    }

    private static async Task MigrateAsync(TargetDatabase target)
    {
        await using var database = new Database(target.AsReprise);
        await new LedgerSchema(database).MigrateAsync(Cancellation);
    }

    private static async Task<object?> ScalarAsync(TargetDatabase target, string sql)
    {
        await using var source = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private static async Task ExecuteAsync(TargetDatabase target, string sql)
    {
        await using var source = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
