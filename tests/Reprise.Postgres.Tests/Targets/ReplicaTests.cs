using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Undoing;
using Reprise.Testing.Servers;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>A source's own schema, filled beside the one in use and swapped in.</summary>
public sealed class ReplicaTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_come_with_keys_indexes_checks_comments_and_the_next_number()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var schema = TestServers.UniqueName("legacy");

        await LoadAsync(TestServers.UniqueName("e"), schema, [[1, "a", null], [7, "b", 1]]);

        await reader.ExecuteAsync($"INSERT INTO {schema}.club (name) VALUES ('next'); INSERT INTO {schema}.empty DEFAULT VALUES");
        Assert.Equal(["1|a", "7|b", "42|next"], await reader.QueryAsync($"SELECT id, name FROM {schema}.club ORDER BY id"));
        Assert.Equal(["1"], await reader.QueryAsync($"SELECT id FROM {schema}.empty"));
        Assert.Equal(["le club|le nom"], await reader.QueryAsync($"SELECT obj_description('{schema}.club'::regclass), col_description('{schema}.club'::regclass, 2)"));
        Assert.Equal(
            ["CHECK ((name <> ''::text))", $"FOREIGN KEY (parent) REFERENCES {schema}.club(id) ON DELETE SET NULL", "PRIMARY KEY (id)"],
            await reader.QueryAsync($"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '{schema}.club'::regclass AND contype <> 'n' ORDER BY contype"));
        Assert.Equal(["club_name", "club_parent", "club_pkey"], await reader.QueryAsync($"SELECT indexname FROM pg_indexes WHERE schemaname = '{schema}' AND tablename = 'club' ORDER BY 1"));
    }

    [Fact]
    public async Task The_one_before_stays_the_one_before_that_goes_and_readers_keep_their_rights()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var (entity, schema, role) = (TestServers.UniqueName("e"), TestServers.UniqueName("legacy"), TestServers.UniqueName("reader"));
        await reader.ExecuteAsync($"CREATE ROLE {role}");
        await LoadAsync(entity, schema, [[1, "first", null]]);
        await reader.ExecuteAsync($"GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT ON {schema}.club TO {role} WITH GRANT OPTION; GRANT SELECT ON {schema}.empty TO PUBLIC");
        await LoadAsync(entity, schema, [[1, "second", null]]);

        var last = await LoadAsync(entity, schema, [[1, "third", null]]);
        await ledger.Tables.PublishLotAsync(last.Lease, last.Plan, "main", Cancellation);
        await ledger.Tables.PrepareAsync(last.Lease, last.Plan, Cancellation);
        await ledger.Tables.DropStagingAsync(last.Lease.Run, Cancellation);

        Assert.Equal(["third|second"], await reader.QueryAsync($"SELECT c.name, p.name FROM {schema}.club c, {schema}__previous.club p"));
        Assert.Equal([schema, $"{schema}__previous"], await reader.QueryAsync($"SELECT nspname FROM pg_namespace WHERE nspname LIKE '{schema}%' ORDER BY 1"));
        Assert.Equal(
            ["True|True|True"],
            await reader.QueryAsync($"SELECT has_schema_privilege('{role}', '{schema}', 'USAGE'), has_table_privilege('{role}', '{schema}.club', 'SELECT WITH GRANT OPTION'), has_table_privilege('{role}', '{schema}.empty', 'SELECT')"));
        await reader.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    public async Task A_schema_that_Reprise_did_not_make_is_left_alone()
    {
        await using var other = await Application.CreateAsync(ledger, "CREATE TABLE club (id integer)");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => LoadAsync(TestServers.UniqueName("e"), other.Schema, []));

        Assert.Equal(ErrorCodes.InvalidConfiguration, refused.Code);
        Assert.Contains(other.Schema, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["club"], await other.QueryAsync($"SELECT tablename FROM pg_tables WHERE schemaname = '{other.Schema}'"));
    }

    [Fact]
    public async Task A_view_over_the_run_before_last_is_not_dropped_with_it()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var (entity, schema) = (TestServers.UniqueName("e"), TestServers.UniqueName("legacy"));
        await LoadAsync(entity, schema, [[1, "first", null]]);
        await reader.ExecuteAsync($"CREATE VIEW report AS SELECT name FROM {schema}.club");
        await LoadAsync(entity, schema, [[1, "second", null]]);
        var third = await ResolvedAsync(entity, schema, [[1, "third", null]]);

        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Tables.PublishLotAsync(third.Lease, third.Plan, "main", Cancellation));

        Assert.Contains($"{reader.Schema}.report", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["second|first"], await reader.QueryAsync($"SELECT c.name, r.name FROM {schema}.club c, report r"));
        await reader.ExecuteAsync("DROP VIEW report");
        await ledger.Tables.PublishLotAsync(third.Lease, third.Plan, "main", Cancellation);
        Assert.Equal(["third"], await reader.QueryAsync($"SELECT name FROM {schema}.club"));
    }

    [Fact]
    public async Task Rollback_goes_back_to_the_schema_before_and_no_further()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var (entity, schema) = (TestServers.UniqueName("e"), TestServers.UniqueName("legacy"));
        var first = await LoadAsync(entity, schema, [[1, "first", null]]);
        var second = await LoadAsync(entity, schema, [[1, "second", null]]);
        var third = await LoadAsync(entity, schema, [[1, "third", null]]);

        var tooEarly = await Assert.ThrowsAsync<RepriseException>(() => RollBackAsync(second.Lease.Run));
        Assert.Contains(third.Lease.Run.Value, tooEarly.Message, StringComparison.Ordinal);
        await RollBackAsync(third.Lease.Run);
        Assert.Equal(["second"], await reader.QueryAsync($"SELECT name FROM {schema}.club"));
        var tooFar = await Assert.ThrowsAsync<RepriseException>(() => RollBackAsync(second.Lease.Run));

        Assert.Equal((ErrorCodes.RollbackRefused, ErrorCodes.RollbackRefused), (tooEarly.Code, tooFar.Code));
        Assert.Equal(["second"], await reader.QueryAsync($"SELECT name FROM {schema}.club"));
        Assert.Equal(RunStatus.Succeeded, (await ledger.Runs.GetAsync(first.Lease.Run, Cancellation)).Status);
    }

    [Fact]
    public async Task Rollback_of_the_first_run_leaves_no_schema_but_one_that_is_in_use()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var schema = TestServers.UniqueName("legacy");
        var run = await LoadAsync(TestServers.UniqueName("e"), schema, [[1, "first", null]]);
        await reader.ExecuteAsync($"CREATE VIEW report AS SELECT name FROM {schema}.club");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => RollBackAsync(run.Lease.Run));
        Assert.Contains($"{reader.Schema}.report", refused.Message, StringComparison.Ordinal);
        await reader.ExecuteAsync("DROP VIEW report");
        await RollBackAsync(run.Lease.Run);

        Assert.Equal(["0"], await reader.QueryAsync($"SELECT count(*) FROM pg_namespace WHERE nspname LIKE '{schema}%'"));
    }

    [Fact]
    public async Task A_foreign_key_with_orphans_holds_for_what_comes_and_is_counted()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var schema = TestServers.UniqueName("legacy");

        var run = await LoadAsync(TestServers.UniqueName("e"), schema, [[1, "a", 9], [2, "b", 8], [3, "c", 1]]);

        var orphans = Assert.Single(await ledger.Losses.ListCoercionsAsync(run.Lease.Run, "club", Cancellation));
        Assert.Equal(("parent", "orphan_foreign_key", 2L), (orphans.Column, orphans.Rule, orphans.Count));
        Assert.Equal(["9"], orphans.Samples);
        Assert.Equal(["1", "2"], System.Text.Encoding.UTF8.GetString(ledger.Seal.Open(run.Lease.Run, "club", Assert.Single(orphans.Keys))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(["False"], await reader.QueryAsync($"SELECT convalidated FROM pg_constraint WHERE conrelid = '{schema}.club'::regclass AND contype = 'f'"));
        await Assert.ThrowsAsync<PostgresException>(() => reader.ExecuteAsync($"INSERT INTO {schema}.club (name, parent) VALUES ('d', 7)"));
    }

    [Fact]
    public async Task Resolving_again_builds_nothing_twice_and_rows_that_do_not_balance_are_not_swapped_in()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var schema = TestServers.UniqueName("legacy");
        var run = await ResolvedAsync(TestServers.UniqueName("e"), schema, [[1, "a", null], [2, "b", null]]);
        await ledger.Tables.ResolveTableAsync(run.Lease, run.Plan, run.Plan.Table("club"), Cancellation);
        await reader.ExecuteAsync($"DELETE FROM {schema}__{run.Lease.Run.Suffix}.club WHERE id = 2");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Tables.PublishLotAsync(run.Lease, run.Plan, "main", Cancellation));

        Assert.Equal(ErrorCodes.NotBalanced, refused.Code);
        Assert.Equal(["0"], await reader.QueryAsync($"SELECT count(*) FROM pg_namespace WHERE nspname = '{schema}'"));
        await ledger.Tables.DropStagingAsync(run.Lease.Run, Cancellation);
        Assert.Equal(["0"], await reader.QueryAsync($"SELECT count(*) FROM pg_namespace WHERE nspname LIKE '{schema}%'"));
    }

    [Fact]
    public async Task Rows_that_only_PostgreSQL_finds_equal_fail_the_table_by_name()
    {
        var failed = await Assert.ThrowsAsync<RepriseException>(() => ResolvedAsync(TestServers.UniqueName("e"), TestServers.UniqueName("legacy"), [[1, "same value", null], [2, "same value", null]]));

        Assert.Equal(("duplicates_in_replica", false), (failed.Code, failed.IsTransient));
        Assert.Contains("club_name", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("same value", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_at_the_end_of_its_type_is_no_obstacle()
    {
        await using var reader = await Application.CreateAsync(ledger, "SELECT 1");
        var schema = TestServers.UniqueName("legacy");

        await LoadAsync(TestServers.UniqueName("e"), schema, [[int.MaxValue, "last", null]]);

        Assert.Equal([$"{int.MaxValue}"], await reader.QueryAsync($"SELECT id FROM {schema}.club"));
        await Assert.ThrowsAsync<PostgresException>(() => reader.ExecuteAsync($"INSERT INTO {schema}.club (name) VALUES ('next')"));
    }

    [Fact]
    public async Task What_was_published_reads_back_as_it_was_staged()
    {
        var schema = TestServers.UniqueName("legacy");
        var run = await LoadAsync(TestServers.UniqueName("e"), schema, [[1, "a", null], [2, "é", 1]]);

        var rows = new List<string>();
        await foreach (var row in ledger.Tables.ReadTextAsync(run.Plan.Table("club"), Cancellation))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, row.Count).Select(cell => row.IsNull(cell) ? "-" : System.Text.Encoding.UTF8.GetString(row[cell]))));
        }

        Assert.Equal(["1|a|-", "2|é|1"], rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reading_back_what_is_not_there_says_so_in_our_words()
    {
        var schema = TestServers.UniqueName("legacy");
        var plan = PlanOf("e", schema);

        var failed = await Assert.ThrowsAsync<RepriseException>(async () =>
        {
            await foreach (var _ in ledger.Tables.ReadTextAsync(plan.Table("empty"), Cancellation))
            {
            }
        });

        Assert.Contains("42P01", failed.Message, StringComparison.Ordinal);
    }

    private Task<RollbackResult> RollBackAsync(RunId run) => new RunRollback(ledger.Database).RollBackAsync(new RollbackRequest(run, null, IsDryRun: false, "dba", "test"), Cancellation);

    private async Task<(RunLease Lease, RunPlan Plan)> LoadAsync(string entity, string schema, object?[][] clubs)
    {
        var (lease, plan) = await ResolvedAsync(entity, schema, clubs);
        await ledger.Tables.PublishLotAsync(lease, plan, "main", Cancellation);
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Succeeded, null, null, Cancellation);
        return (lease, plan);
    }

    private async Task<(RunLease Lease, RunPlan Plan)> ResolvedAsync(string entity, string schema, object?[][] clubs)
    {
        var lease = await ledger.LeaseAsync(entity);
        var plan = PlanOf(entity, schema);
        await ledger.Runs.SavePlanAsync(lease, plan, Cancellation);
        await ledger.Tables.PrepareAsync(lease, plan, Cancellation);
        foreach (var (table, rows) in new[] { (plan.Table("club"), clubs), (plan.Table("empty"), []) })
        {
            await ledger.Extraction.EnsureChunksAsync(lease, table.Source, [new ChunkRange(1, null, null)], Cancellation);
            await ledger.Extraction.CompleteChunkAsync(lease, table.Source, 1, rows.Length, [], Cancellation);
            await ledger.Tables.StageChunkAsync(lease, plan, table, 1, rows.Length, Rows.Mapped(table, rows), Cancellation);
            await ledger.Tables.StageChunkAsync(lease, plan, table, 1, rows.Length, Rows.Mapped(table, rows), Cancellation);
            await ledger.Tables.ResolveTableAsync(lease, plan, table, Cancellation);
        }

        return (lease, plan);
    }

    private static RunPlan PlanOf(string entity, string schema) => new()
    {
        Entity = entity,
        EntityName = "Entité",
        Plan = Plan.Replicate,
        PlanVersion = 1,
        PlanFingerprint = "f",
        Schema = schema,
        SourceServer = "MariaDB",
        Parallelism = 1,
        RequiresApproval = false,
        Gates = GateThresholds.Default,
        ChunkRows = 1000,
        Sources =
        [
            Source("club", new("id", new ColumnType(ValueKind.Int32)), new("name", new ColumnType(ValueKind.Text)), new("parent", new ColumnType(ValueKind.Int32))),
            Source("empty", new BatchColumn("id", new ColumnType(ValueKind.Int16))),
        ],
        Tables =
        [
            Table(schema, new TableDefinition(
                "club",
                "le club",
                [
                    new ColumnDefinition("id", new PgType(PgKind.Int4), IsNullable: false, null, IsIdentity: true, NextValue: 42, string.Empty),
                    new ColumnDefinition("name", new PgType(PgKind.Text), IsNullable: false, null, IsIdentity: false, null, "le nom"),
                    new ColumnDefinition("parent", new PgType(PgKind.Int4), IsNullable: true, null, IsIdentity: false, null, string.Empty),
                ],
                ["id"],
                [new IndexDefinition("club_name", IsUnique: true, ["\"name\""]), new IndexDefinition("club_parent", IsUnique: false, ["\"parent\" DESC"])],
                [new ForeignKeyDefinition("club_up", ["parent"], "club", ["id"], "SET NULL", "NO ACTION")],
                [new CheckDefinition("club_named", "\"name\" <> ''")])),
            Table(schema, new TableDefinition(
                "empty", string.Empty, [new ColumnDefinition("id", new PgType(PgKind.Int2), IsNullable: false, null, IsIdentity: true, null, string.Empty)], ["id"], [], [], [])),
        ],
        Lots = ["main"],
        Hash = "h",
    };

    private static SourceRead Source(string name, params BatchColumn[] columns) =>
        new(new SourceTable(name, "InnoDB", IsTransactional: true, 0, 0, string.Empty, null, [], ["id"], [], [], []), columns, ["id"]);

    private static RunTable Table(string schema, TableDefinition definition) => new()
    {
        Name = definition.Name,
        Source = definition.Name,
        Target = new TargetTable(
            new TableName(schema, definition.Name),
            [.. definition.Columns.Select(column => new TargetColumn(column.Name, column.Type, column.IsNullable, HasDefault: false, column.IsIdentity, IsGenerated: false, null))],
            definition.PrimaryKey,
            [],
            [],
            []),
        Lot = "main",
        DependsOn = [],
        Key = definition.PrimaryKey,
        Rules = [.. definition.Columns.Select(column => new SourceColumnRule(column.Name, column.Name, BlankAsNull: false, null, 1))],
        Definition = definition,
    };
}
