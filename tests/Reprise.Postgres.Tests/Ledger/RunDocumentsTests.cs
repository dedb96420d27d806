using System.Text.Json;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Ledger;

public sealed class RunDocumentsTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_plan_comes_back_as_it_was_kept_and_the_first_one_counts()
    {
        var lease = await ledger.LeaseAsync();
        var plan = Plan("hash-1");
        Assert.Null(await ledger.Runs.FindPlanAsync(lease.Run, Cancellation));

        await ledger.Runs.SavePlanAsync(lease, plan, Cancellation);
        await ledger.Runs.SavePlanAsync(lease, plan, Cancellation);
        await ledger.Runs.SavePlanAsync(lease, plan with { Hash = "hash-2" }, Cancellation);

        Assert.Equal(JsonSerializer.Serialize(plan), JsonSerializer.Serialize(await ledger.Runs.GetPlanAsync(lease.Run, Cancellation)));
    }

    [Fact]
    public async Task A_report_replaces_the_one_of_its_name()
    {
        var lease = await ledger.LeaseAsync();

        await ledger.Runs.SaveReportAsync(lease, "report.html", "text/html", "premier"u8.ToArray(), Cancellation);
        await ledger.Runs.SaveReportAsync(lease, "report.html", "text/html", "deuxième"u8.ToArray(), Cancellation);

        Assert.True((await ledger.Runs.GetReportAsync(lease.Run, "report.html", Cancellation))!.Value.Span.SequenceEqual("deuxième"u8));
        Assert.Null(await ledger.Runs.GetReportAsync(lease.Run, "other", Cancellation));
    }

    [Fact]
    public async Task A_summary_shows_everything_the_ledger_knows_of_a_run()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SavePlanAsync(lease, Plan("hash"), Cancellation);
        await ledger.Extraction.AttachPointAsync(lease, new SourcePoint("p", "locked_snapshot", true, "bin.1:4", ["cache"]), Cancellation);
        await ledger.Extraction.EnsureDataKeyAsync(lease, new WrappedKey("k", "kek", new byte[] { 1 }), Cancellation);
        await ledger.Extraction.EnsureChunksAsync(lease, "contacts", [new ChunkRange(1, null, null)], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "contacts", 1, 30, [new("a", 10, 100, "aa"), new("b", 20, 150, "bb")], Cancellation);
        await ledger.Tables.SaveVerificationAsync(lease, "person", new VerificationVerdict(VerificationVerdict.SnapshotCells, 30, 0, ""), Cancellation);
        await ledger.Runs.RecordAsync(lease, StepOutcome.Completed(new Step(StepKind.PlanRun)), Cancellation);
        await ledger.Runs.RecordAsync(lease, new StepOutcome { Step = new Step(StepKind.StageTable, "person"), Result = StepResult.Failed, Code = "target_failed" }, Cancellation);
        await FillAsync(lease.Run);

        var summary = await ledger.Runs.SummariseAsync(lease.Run, Cancellation);

        Assert.Equal("hash", summary.Plan!.Hash);
        Assert.Equal(new TableFigures("person", "main", new RowFigures(30, 20, 1, 2, 3, 4)), Assert.Single(summary.Tables));
        var coercion = Assert.Single(summary.Coercions).Coercion;
        Assert.Equal(("born", "zero_date", 12L), (coercion.Column, coercion.Rule, coercion.Count));
        Assert.Equal(3, coercion.Samples.Count);
        Assert.Equal([new QuarantineCount("person", "", "duplicate", 1), new QuarantineCount("person", "name", "too_long", 2)], summary.Quarantine);
        Assert.Equal(new SnapshotFigures(2, 250, Encrypted: true, PurgedAt: null, BlobsDeleted: 0), summary.Snapshot);
        Assert.Equal(VerificationVerdict.SnapshotCells, Assert.Single(summary.Verifications).Verdict.Method);
        Assert.Equal("bin.1:4", summary.Point!.Position);
        Assert.Equal([(StepKind.PlanRun, 0, null), (StepKind.StageTable, 1, "target_failed")], summary.Steps.Select(step => (step.Step.Kind, step.Attempts, step.Code)));
    }

    [Fact]
    public async Task A_run_of_which_nothing_is_known_yet_has_an_empty_summary()
    {
        var lease = await ledger.LeaseAsync();

        var summary = await ledger.Runs.SummariseAsync(lease.Run, Cancellation);

        Assert.Null(summary.Plan);
        Assert.Null(summary.Point);
        Assert.Equal(new SnapshotFigures(0, 0, Encrypted: false, PurgedAt: null, BlobsDeleted: 0), summary.Snapshot);
        Assert.Empty(summary.Tables);
        Assert.Empty(summary.Steps);
    }

    private async Task FillAsync(RunId run)
    {
        await using var source = NpgsqlDataSource.Create(ledger.Target.AsReprise);
        await using var batch = source.CreateBatch();
        string[] statements =
        [
            "INSERT INTO reprise.table_figures VALUES ($1, 'person', 'main', 30, 20, 1, 2, 3, 4)",
            "INSERT INTO reprise.coercion VALUES ($1, 'person', 1, 'born', 'zero_date', 5, '{a,b}'), ($1, 'person', 2, 'born', 'zero_date', 7, '{b,c,d}')",
            """
            INSERT INTO reprise.quarantine (run, entity, table_plan, source_key, chunk, column_name, reason) VALUES
                ($1, 'e', 'person', '1', 1, 'name', 'too_long'), ($1, 'e', 'person', '2', 1, 'name', 'too_long'), ($1, 'e', 'person', '3', 0, '', 'duplicate')
            """,
        ];
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement);
            command.Parameters.Add(new NpgsqlParameter { Value = run.Value });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>A plan with every kind of rule, and with text that a JSON database type would not keep.</summary>
    private static RunPlan Plan(string hash)
    {
        var text = new PgType(PgKind.Varchar, Length: 255);
        var target = new TargetTable(
            new TableName("public", "person"),
            [new TargetColumn("id", new PgType(PgKind.Uuid), false, false, false, false, null), new TargetColumn("kind", new PgType(PgKind.Enum, Name: "public.kind", Labels: ["a", "é"]), true, true, false, false, new TableName("public", "s"))],
            ["id"],
            [new TargetForeignKey("fk", ["org"], new TableName("public", "organisation"), ["id"])],
            [new TargetUniqueIndex("u", ["lower(email)"], "email IS NOT NULL", NullsNotDistinct: true)],
            [new TargetCheck("c", "(kind <> ''::text)")]);
        var source = new SourceTable(
            "contacts",
            "InnoDB",
            true,
            long.MaxValue,
            12,
            "commentaire\0 — « é »",
            ulong.MaxValue,
            [new SourceColumn { Name = "id", DataType = "bigint", DeclaredType = "bigint(20) unsigned", IsUnsigned = true, Default = "\u0001\"'\\", Labels = ["", "é"] }],
            ["id"],
            [new SourceIndex("i", false, "BTREE", [new SourceIndexPart("nom", null, 10, true)])],
            [],
            []);
        return new RunPlan
        {
            Entity = "ud-75",
            EntityName = "Union départementale",
            Plan = "members",
            PlanVersion = 3,
            PlanFingerprint = "ff",
            SourceServer = "MariaDB 10.11",
            Parallelism = 4,
            RequiresApproval = true,
            Gates = new GateThresholds(1.50m),
            ChunkRows = 50_000,
            Sources = [new SourceRead(source, [new BatchColumn("id", new ColumnType(ValueKind.Decimal, 20, 0))], ["id"])],
            Tables =
            [
                new RunTable
                {
                    Name = "person",
                    Source = "contacts",
                    Target = target,
                    Lot = "main",
                    DependsOn = ["organisation"],
                    Key = ["id"],
                    Id = new IdRule("id", IdStrategy.Uuid),
                    Match = ["email"],
                    Rules =
                    [
                        new SourceColumnRule("name", "nom", BlankAsNull: true, Otherwise: null, 3),
                        new ConstantRule("kind", "a", 4),
                        new EntityRule("branch", EntityProperty.Name, 5),
                        new ReferenceRule("org", "organisation", ["societe"], MissingParent.Null, 6),
                        new ExpressionRule("full_name", "upper(x)", [new SourceInput("x", "nom", new PgType(PgKind.Text))], 7),
                        new LookupRule("category_id", new TableName("public", "category"), [new SourceInput("code", "cat", new PgType(PgKind.Varchar, Length: 5))], "id", MissingRecord.Value, 8) { MissingText = "1" },
                    ],
                    Definition = new TableDefinition(
                        "person",
                        "",
                        [new ColumnDefinition("id", text, false, "'x'::text", true, 18446744073709551615m, "")],
                        ["id"],
                        [new IndexDefinition("i", true, ["\"id\" DESC"])],
                        [new ForeignKeyDefinition("f", ["org"], "organisation", ["id"], "CASCADE", "NO ACTION")],
                        [new CheckDefinition("c", "id > 0")]),
                },
            ],
            Lots = ["main"],
            Findings = [new Finding("unsupported_index", "contacts", "", "FULLTEXT")],
            Hash = hash,
        };
    }
}
